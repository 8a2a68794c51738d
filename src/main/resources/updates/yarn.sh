export PATH="$HOME/.local/bin:$PATH"
yarn outdated >> "$UPDATES/outdated.txt"
if [ -f .yarnrc.yml ]; then
  yarn up '*' --mode=skip-build
else
  yarn upgrade --latest --ignore-scripts --non-interactive
fi
