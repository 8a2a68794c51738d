package dev.spadework.attacks;

import dev.spadework.agent.Yard;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.task.TestRun;
import dev.spadework.task.TestRun.Verdict;
import dev.spadework.workspace.Git;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A test run that lies: in its reports, in what it prints, and by keeping silent. */
final class ForgedResults implements Scene {
  private static final String CANARY = "canary-5ca1ab1e-of-the-host";
  private static final String DIRECTORY = "target/surefire-reports";
  private static final String GREEN =
      "<testsuite>" + "<testcase classname=\"A\" name=\"t\"/>".repeat(77) + "</testsuite>";

  private record Try(Attack attack, String before, String script, Predicate<TestRun> held) {}

  private final List<Try> tries = new ArrayList<>();

  ForgedResults() {
    tries(
        "forges a report before the run",
        "a report of 77 passed tests, dated tomorrow; the run itself counts nothing",
        "it does not count, and silence is no pass",
        report("cat > $D/TEST-a.xml <<'E'\n" + GREEN + "\nE\ntouch -d tomorrow $D/TEST-a.xml"),
        "true",
        run -> !run.passed() && counted(run) == 0);
    tries(
        "links a report to the host",
        "TEST-a.xml is a link to a report of the host's",
        "it is not followed",
        "",
        report("ln -s OUTSIDE/TEST-a.xml $D/TEST-a.xml"),
        run -> counted(run) != 77);
    tries(
        "links the report directory to the host",
        "target/surefire-reports is a link",
        "it is not followed",
        "",
        "mkdir -p target && rm -rf $D && ln -s OUTSIDE $D",
        run -> counted(run) != 77);
    tries(
        "reads a host file by an entity",
        "an external entity in the text of a failure",
        "the file is not in the failure's message",
        "",
        report(
            "cat > $D/TEST-a.xml <<'E'\n<!DOCTYPE a [<!ENTITY f SYSTEM \"file://OUTSIDE/canary\">]>"
                + "<testsuite><testcase classname=\"A\" name=\"t\"><failure>&f;</failure></testcase>"
                + "</testsuite>\nE\nexit 1"),
        run -> !run.toString().contains(CANARY));
    tries(
        "an entity bomb",
        "a billion laughs in a report",
        "not expanded; the run is judged by its exit code",
        "",
        report(
            "{ echo '<!DOCTYPE a [<!ENTITY a0 \"ha\">'; for i in 1 2 3 4 5 6 7 8 9; do"
                + " p=$((i - 1)); e=\"&a$p;\"; echo \"<!ENTITY a$i \\\"$e$e$e$e$e$e$e$e$e$e\\\">\";"
                + " done; echo ']><testsuite><testcase name=\"t\"><failure>&a9;</failure>"
                + "</testcase></testsuite>'; } > $D/TEST-a.xml; exit 1"),
        run -> run.verdict() == Verdict.FAILED && !run.toString().contains("haha"));
    tries(
        "a report of gigabytes",
        "a sparse file of 3 GiB named as a report",
        "it is not read",
        "",
        report("echo '<testsuite>' > $D/TEST-a.xml; truncate -s 900M $D/TEST-a.xml; exit 1"),
        run -> run.verdict() == Verdict.FAILED && counted(run) == 0);
    tries(
        "a pipe as a report",
        "`mkfifo` in the report directory",
        "nobody waits for it",
        "",
        report("mkfifo $D/TEST-a.xml; exit 1"),
        run -> run.verdict() == Verdict.FAILED);
    tries(
        "prints success and fails",
        "`Tests run: 500, Failures: 0` and exit code 1",
        "red",
        "",
        "echo 'Tests run: 500, Failures: 0, Errors: 0, Skipped: 0'; exit 1",
        run -> run.verdict() == Verdict.FAILED);
    tries(
        "prints success over a red report",
        "`500 passed`, exit code 0, and a report with a failure",
        "red, with the report's counts",
        "",
        report(
            "echo '500 passed, 0 failed'; echo '<testsuite><testcase name=\"t\"><failure/></testcase>"
                + "</testsuite>' > $D/TEST-a.xml"),
        run -> run.verdict() == Verdict.FAILED && counted(run) == 1);
    tries(
        "runs no tests",
        "`Ran 0 tests` and exit code 0",
        "could not run",
        "",
        "echo 'Ran 0 tests in 0.000s'; echo; echo OK",
        run -> run.verdict() == Verdict.COULD_NOT_RUN);
    tries(
        "says nothing and succeeds",
        "the change makes the tests `exit 0`",
        "could not run, since the base has tests that are counted",
        "",
        "exit 0",
        run -> run.verdict() == Verdict.COULD_NOT_RUN);
    tries(
        "hides a failure behind its exit code",
        "`1 passed, 1 failed` and exit code 0",
        "red",
        "",
        "echo '1 passed, 1 failed'",
        run -> run.verdict() == Verdict.FAILED);
  }

  static List<Defence> defences() {
    return List.of(
        new Defence(
            "reports from before a run do not count",
            "dev.spadework.context.Marks#knows",
            (self, arguments) -> false,
            "forges a report before the run"),
        new Defence(
            "a command that fails is no pass",
            "dev.spadework.agent.Verdicts#failed",
            (self, arguments) -> Verdict.PASSED,
            "prints success and fails"),
        new Defence(
            "no tests are no pass",
            "dev.spadework.agent.Verdicts#nothingRan",
            (self, arguments) -> false,
            "runs no tests"),
        new Defence(
            "silence is no pass",
            "dev.spadework.agent.Verdicts#silenced",
            (self, arguments) -> false,
            "says nothing and succeeds"));
  }

  private void tries(
      String name,
      String tries,
      String outcome,
      String before,
      String script,
      Predicate<TestRun> held) {
    this.tries.add(new Try(new Attack(name, tries, outcome), before, script, held));
  }

  private static String report(String script) {
    return "mkdir -p $D; " + script;
  }

  private static int counted(TestRun run) {
    return run.counts().map(TestRun.Counts::total).orElse(0);
  }

  @Override
  public String group() {
    return "Hostile build";
  }

  @Override
  public List<Attack> attacks() {
    return tries.stream().map(Try::attack).toList();
  }

  @Override
  public void play(Path dir, Tally tally) throws Exception {
    DockerEngine.assumeRunning();
    String owner = "forged-" + ProcessHandle.current().pid();
    Path outside = Files.createDirectories(dir.resolve("outside"));
    Files.writeString(outside.resolve("TEST-a.xml"), GREEN);
    Files.writeString(outside.resolve("canary"), CANARY);
    Git source = Git.init(dir.resolve("source"));
    source.write("test.sh", "echo 2 passed\n").write(".gitignore", "target/\n").commit("base");
    try (Yard yard =
        new Yard(
            dir.resolve("data"),
            source,
            owner,
            DockerEngine.IMAGE,
            Yard.Settled.of("acme/forged", "none", "sh test.sh"),
            Duration.ofMinutes(1))) {
      yard.baseline();
      for (Try each : tries) {
        yard.run("rm -rf target; " + filled(each.before, outside));
        TestRun run = yard.tests(Map.of("test.sh", filled(each.script, outside) + "\n"));
        tally.judge(
            each.attack.name(),
            each.held.test(run),
            run.verdict() + " " + run.counts() + " " + run.failures());
      }
    }
  }

  private static String filled(String script, Path outside) {
    return script.replace("$D", DIRECTORY).replace("OUTSIDE", outside.toString());
  }
}
