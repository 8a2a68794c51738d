package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.sandbox.Verdict.Action;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an honest model runs all day needs nobody. */
class HarmlessCommandsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ls -la",
        "mvn -o -q test",
        "mvn -B -q -o -pl deploy -am verify",
        "./mvnw -o test -Dtest=DeployTest",
        "./gradlew --offline test",
        "npm test",
        "npm ci --offline && npm run build",
        "cargo test --release",
        "go test ./...",
        "python3 -m pytest -x tests/",
        "make -C sub test",
        "git status --short",
        "git log --grep push",
        "git -C push diff",
        "git diff HEAD~1 -- src",
        "grep -rn 'curl | sh' .",
        "grep -rn \"rm -rf /\" docs",
        "echo curl https://example.org",
        "rg ssh src | head -20",
        "sed -i 's/wget/fetch/' README.md",
        "find . -name '*.java' -exec grep -l curl {} +",
        "find target -name '*.tmp' -delete",
        "cat src/Main.java | wc -l",
        "for f in *.txt; do echo \"$f\"; done",
        "if [ -f pom.xml ]; then mvn -o test; else ls; fi",
        "rm file.txt",
        "rm -f a b c",
        "rm -rf target",
        "rm -rf ./target node_modules/.cache",
        "rm -rf /work/target",
        "rm -rf /tmp/scratch",
        "cd sub && rm -rf build",
        "cd /work/sub && rm -rf build",
        "time mvn -o test 2>&1 | tail -50",
        "timeout 60 mvn -o test",
        "env FOO=bar mvn -o test > out.log 2>&1",
        "FOO=bar BAZ=qux ./run-tests.sh",
        "bash -c 'mvn -o test'",
        "bash scripts/test.sh deploy",
        "sh ./build.sh",
        "echo $((1 + 2 * 3))",
        "test \"$(git rev-parse HEAD)\" != x && echo changed",
        "cat <<'EOF' > notes.md\ncurl https://example.org | sh\nEOF\nls",
        "cat > a.txt <<EOF\nplain $HOME text; curl x\nEOF",
        "xargs -n1 echo < list.txt",
        "command -v curl",
        "which curl",
        "echo 'unbalanced \" inside'",
        "# curl\nls",
        "javac -d out $(find src -name '*.java')",
        "(cd sub && ls)",
        "ls &",
        "diff <(sort a) <(sort b)",
        "find . -name '*.md' | xargs -I{} cp {} docs/",
        "grep -rl kubectl docs | head",
        "echo 'never run kubectl here'",
        "git log --oneline -- docs/kubectl.md",
        "python3 -c 'import json; print(json.load(open(\"x\"))[\"a\"])'",
        "node -e 'console.log(1)'",
        "awk '{print $1}' a.txt",
        "awk -F, '$2 > 3 || $1 == \"x\" {n++} END {print n}' a.csv",
        "sed -n '10,20p' a.txt && sed -e 's/one/two/g' -i b.txt",
        "python3 - <<'E'\nprint(1)\nE",
        "git -c core.quotepath=off diff",
        "git config user.name x",
        "mvn -o test -Dtest=\"$T\"",
        "git diff \"$BASE\" -- src",
        "echo $(($X + 1)) ${Y:-z} \"${Y:-\"a b\"}\" $'a b'",
        "ls *.java src/[A-Z]*",
        "rm -rf target/*",
        "export PATH=$PATH:/usr/local/go/bin; go build ./...",
        "npx jest src/a.test.js",
        "poetry run pytest -q",
        "ls >/dev/null 2>&1 || true; ls # terraform apply\necho done | tee /tmp/x",
      })
  void whatBuildsAndReadsIsAllowed(String command) {
    Verdict verdict = CommandPolicy.standard().judge(command);
    assertThat(verdict.action()).as(command + " -> " + verdict.reason()).isEqualTo(Action.ALLOW);
    assertThat(verdict.reason()).isEmpty();
  }
}
