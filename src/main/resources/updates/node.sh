node -e '
  const manifest = require(process.cwd() + "/package.json");
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
    try {
      const folder = process.cwd() + "/node_modules/" + name;
      console.log(name + "\t" + require(folder + "/package.json").version + "\t" + folder);
    } catch (missing) {
      // An optional one that was not installed ships nothing.
    }
  }' | while IFS="$(printf '\t')" read -r name version folder; do
  shipped "$name" "$version" "$name" "$(notes_in "$folder")"
done
