mvn="mvn"
[ -f mvnw ] && mvn="sh ./mvnw"
releases='-Dmaven.version.ignore=.*[-.](?i:alpha|beta|rc|cr|m|ea|pre|preview|snapshot).*'
$mvn -B -ntp versions:display-dependency-updates versions:display-property-updates -DallowSnapshots=false \
  -DprocessDependencyManagement=true -Dversions.outputLineWidth=200 "$releases" \
  | sed -n 's/^\[INFO\]  *\(.*[^ .]\) *\.\.* *\([^ ]* -> .*\)$/\1 \2/p' | sort -u >> "$UPDATES/outdated.txt"
$mvn -q -B -ntp versions:use-latest-releases versions:update-properties -DgenerateBackupPoms=false "$releases"
$mvn -B -ntp dependency:list -DexcludeTransitive=true -DoutputAbsoluteArtifactFilename=true \
  | sed -n 's/^\[INFO\]  *\([^: ]*\):\([^: ]*\):jar:\([^: ]*\):[a-z]*:\(.*\.jar\).*$/\1:\2 \3 \4/p' | sort -u \
  | while read -r name version file; do of_jar "$name" "$version" "$file"; done
