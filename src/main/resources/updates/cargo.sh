direct="$(cargo metadata --format-version 1 --no-deps | tr '{' '\n' | sed -n 's/^"name":"\([^"]*\)","source":"registry.*$/\1/p' | sort -u)"
scratch="$(mktemp -d)"
( cd "$scratch" && cargo init -q --name scratch --vcs none . && for name in $direct; do cargo add -q "$name"; done )
tab="$(printf '\t')"
cargo update
cargo tree --workspace --depth 1 --prefix none --edges normal,build,dev | sed 's/ .*(\*)$//' > "$UPDATES/cargo.txt"
for name in $direct; do
  newest="$(sed -n "s/^$name = .*\"\([0-9][^\"]*\)\".*$/\1/p" "$scratch/Cargo.toml" | head -n 1)"
  [ -n "$newest" ] || continue
  find . -name Cargo.toml ! -path './target/*' | while read -r manifest; do
    was="$(sed -n "s/^$name *= *\(\"\|{.*version *= *\"\)[=^~]*\([0-9][^\"]*\)\".*$/\2/p" "$manifest" | head -n 1)"
    if [ -n "$was" ] && [ "$was" != "$newest" ]; then
      echo "$name $was -> $newest" >> "$UPDATES/outdated.txt"
      sed -i "s/^\($name *= *\(\"\|{.*version *= *\"\)[=^~]*\)[0-9][^\"]*\"/\1$newest\"/" "$manifest"
    fi
  done
done
cargo update
cargo fetch
cargo metadata --format-version 1 | sed 's/{"name":/\n{"name":/g' | sed -n 's/^{"name":"\([^"]*\)","version":"\([^"]*\)".*"manifest_path":"\([^"]*\)\/Cargo.toml".*$/\1\t\2\t\3/p' \
  | while IFS="$tab" read -r name version folder; do
    if printf '%s\n' "$direct" | grep -qx -- "$name"; then
      shipped "$name" "$version" "$(printf '%s' "$name" | tr - _)" "$(notes_in "$folder")"
    fi
  done
