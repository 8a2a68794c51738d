# Finds what is outdated and fetches newer versions, with a network and without credentials, on a copy of the tree as
# people committed it. What comes of it lies in ~/updates: outdated.txt, tree (manifests and locks raised), packages.tsv
# (name, version and import names of each dependency that was fetched) and notes (changelogs that packages ship).
UPDATES="$HOME/updates"
mkdir -p "$UPDATES/notes" && cp -a . "$UPDATES/tree" || exit

# shipped NAME VERSION IMPORTS [FILE]: what came with a package.
shipped() {
  if [ -n "${4:-}" ] && [ -f "$4" ]; then
    head -c 300000 "$4" > "$UPDATES/notes/$(printf '%s-%s' "$1" "$2" | tr -c 'A-Za-z0-9._-' '_').txt"
  fi
  printf '%s\t%s\t%s\n' "$1" "$2" "$3" >> "$UPDATES/packages.tsv"
}

# notes_in FOLDER [DEPTH]: the file in it that tells what changed.
notes_in() {
  find "$1" -maxdepth "${2:-1}" -type f \( -iname 'change*' -o -iname 'history*' -o -iname 'release*' -o -iname 'news*' \
    -o -iname 'migrat*' -o -iname 'upgrad*' \) ! -iname '*.py' ! -iname '*.js' ! -iname '*.class' | sort | head -n 1
}

# of_jar NAME VERSION FILE: packages of its classes, and what META-INF or the root tells.
of_jar() {
  unpacked="$(mktemp -d)"
  ( cd "$unpacked" && { unzip -q -o "$3" || jar xf "$3" || python3 -m zipfile -e "$3" .; } ) < /dev/null
  imports="$(cd "$unpacked" && find . -name '*.class' ! -path './META-INF/*' | sed 's|^\./||; s|/[^/]*$||; s|/|.|g' | sort -u \
    | awk 'NR == 1 || index($0, kept ".") != 1 { kept = $0; print }' | head -n 8 | tr '\n' ' ')"
  shipped "$1" "$2" "$imports" "$(notes_in "$unpacked" 4)"
  rm -rf "$unpacked"
}
