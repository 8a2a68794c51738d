export PATH="$HOME/.local/bin:$PATH"
pnpm outdated >> "$UPDATES/outdated.txt"
pnpm update --latest --ignore-scripts
