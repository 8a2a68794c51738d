go list -m -u -f '{{if and .Update (not .Indirect)}}{{.Path}} {{.Version}} -> {{.Update.Version}}{{end}}' all \
  | grep . | sort -u >> "$UPDATES/outdated.txt"
go get -u -t ./...
go mod tidy
go mod download
[ -f vendor/modules.txt ] && go mod vendor
go list -m -f '{{if not (or .Indirect .Main)}}{{.Path}} {{.Version}} {{.Dir}}{{end}}' all | grep . \
  | while read -r name version folder; do shipped "$name" "$version" "$name" "$(notes_in "$folder")"; done
