python="$HOME/venv/bin/python"
[ -x "$python" ] || python="python3"
pip() { "$python" -m pip --disable-pip-version-check "$@"; }
pip list --local --outdated >> "$UPDATES/outdated.txt"
pip list --local --outdated --format=json > "$UPDATES/pip.json"
for file in requirements*.txt requirements/*.txt; do
  [ -f "$file" ] && pip wheel -q -w "$HOME/wheels" -r "$file"
done
"$python" - "$UPDATES/pip.json" requirements*.txt requirements/*.txt <<'PYTHON'
import json, os, re, sys
plain = lambda name: re.sub(r"[-_.]+", "-", name).lower()
newest = {plain(each["name"]): each["latest_version"] for each in json.load(open(sys.argv[1]))}
for file in filter(os.path.isfile, sys.argv[2:]):
    text = open(file).read()
    if "--hash" not in text:
        raised = re.sub(
            r"(?m)^([A-Za-z0-9][\w.-]*)((?:\[[^\]]*\])?\s*==\s*)([^\s;,#]+)",
            lambda found: found[1] + found[2] + newest.get(plain(found[1]), found[3]),
            text,
        )
        open(file, "w").write(raised)
PYTHON
"$python" -m venv "$UPDATES/venv"
for file in requirements*.txt requirements/*.txt; do
  [ -f "$file" ] || continue
  pip wheel -q -w "$HOME/wheels" -r "$file"
  "$UPDATES/venv/bin/python" -m pip install -q --disable-pip-version-check --no-index --find-links "$HOME/wheels" -r "$file"
done
for lock in uv:uv.lock poetry:poetry.lock pipenv:Pipfile.lock; do
  if [ -f "${lock#*:}" ] && command -v "${lock%%:*}"; then
    case "$lock" in
      uv:*) uv lock --upgrade ;;
      poetry:*) poetry update --lock ;;
      *) pipenv update --outdated; pipenv lock ;;
    esac
  fi
done
"$UPDATES/venv/bin/python" - <<'PYTHON' | while IFS="$(printf '\t')" read -r name version imports file; do
import importlib.metadata, re
for each in importlib.metadata.distributions():
    name = each.metadata["Name"]
    if name.lower() in ("pip", "setuptools", "wheel", "pkg-resources"):
        continue
    files = each.files or []
    tops = sorted({file.parts[0].removesuffix(".py") for file in files
                   if "-info" not in file.parts[0] and ".." not in file.parts and (len(file.parts) > 1 or file.suffix == ".py")})
    notes = [file for file in files if re.match(r"(?i)(change|history|news|release|migrat|upgrad)", file.name) and file.suffix in (".md", ".rst", ".txt", "")]
    print(name, each.version, " ".join(tops) or "-", each.locate_file(notes[0]) if notes else "", sep="\t")
PYTHON
  if [ -z "$file" ]; then
    source="$(mktemp -d)"
    pip download -q --no-deps --no-binary :all: -d "$source" "$name==$version" && (
      cd "$source" && { tar xf ./*.tar.gz || unzip -q ./*.zip; }
    )
    file="$(notes_in "$source" 3)"
  fi
  shipped "$name" "$version" "$imports" "$file"
done
