gradle="gradle"
[ -f gradlew ] && gradle="sh ./gradlew"
cat > "$UPDATES/newest.gradle" <<'GROOVY'
allprojects {
  task spadeworkNewest {
    doLast {
      def seen = new TreeSet()
      configurations.all { configuration ->
        configuration.dependencies.each { declared ->
          def name = declared.group + ':' + declared.name
          if (declared instanceof ExternalModuleDependency && declared.version && seen.add(name)) {
            try {
              def alone = project.configurations.detachedConfiguration(project.dependencies.create(name + ':latest.release'))
              alone.resolutionStrategy.componentSelection.all { selection ->
                if (selection.candidate.version ==~ /(?i).*[-.](alpha|beta|rc|cr|m|ea|pre|preview|snapshot).*/) {
                  selection.reject('no release')
                }
              }
              alone.resolvedConfiguration.firstLevelModuleDependencies.each { module ->
                def files = module.moduleArtifacts.collect { it.file }
                println 'newest\t' + name + '\t' + declared.version + '\t' + module.moduleVersion + '\t' + (files ? files[0] : '')
              }
            } catch (Exception e) {
              println 'unknown\t' + name + '\t' + declared.version + '\t' + e.message
            }
          }
        }
      }
    }
  }
}
GROOVY
$gradle --no-daemon -q -I "$UPDATES/newest.gradle" spadeworkNewest > "$UPDATES/gradle.txt"
tab="$(printf '\t')"
grep "^newest$tab" "$UPDATES/gradle.txt" | sort -u | while IFS="$tab" read -r kind name was now file; do
  [ -n "$file" ] && of_jar "$name" "$now" "$file"
  if [ "$was" != "$now" ]; then
    echo "$name $was -> $now" >> "$UPDATES/outdated.txt"
    find . -name '*.gradle' -o -name '*.gradle.kts' | while read -r build; do
      sed -i "s|\([\"']$name:\)$(printf '%s' "$was" | sed 's/\./\\./g')\([\"':@]\)|\1$now\2|g" "$build"
    done
  fi
done
sed -n "s/^unknown$tab/not found out: /p" "$UPDATES/gradle.txt" >> "$UPDATES/outdated.txt"
if find . -name gradle.lockfile | grep -q .; then
  $gradle --no-daemon -q dependencies --write-locks
fi
