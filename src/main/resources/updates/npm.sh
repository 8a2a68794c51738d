npm outdated >> "$UPDATES/outdated.txt"
npm install --ignore-scripts --no-audit --no-fund $(npm outdated --parseable | cut -d: -f4)
