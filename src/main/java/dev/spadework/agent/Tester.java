package dev.spadework.agent;

import dev.spadework.context.LogDigest;
import dev.spadework.context.Marks;
import dev.spadework.context.OwnFiles;
import dev.spadework.context.TestReport;
import dev.spadework.context.Trim;
import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import dev.spadework.task.TestRun.Purpose;
import dev.spadework.task.TestRun.Verdict;
import dev.spadework.workspace.Checkpoint;
import dev.spadework.workspace.WorkspaceException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Runs the repository's test command and binds what it says to the tree that it ran on. */
final class Tester {
  /** End of the name under which the names of the tests that passed are kept. */
  static final String PASSED = "-passed";

  private static final int EXCERPT = 3_000;
  private static final int FAILURES = 50;
  private static final int MESSAGE = 300;

  private final AgentSettings settings;

  Tester(AgentSettings settings) {
    this.settings = settings;
  }

  AgentSettings settings() {
    return settings;
  }

  /** A full run on the tree as it is now. It is in the record when this returns. */
  TestRun run(Notebook notebook, Site site, Purpose purpose) throws Trouble, InterruptedException {
    try {
      String tree = site.tree().snapshot();
      Recipe recipe = Recipes.of(site.repo(), site.tree());
      Optional<String> command =
          Updates.test(notebook.task().request().playbook(), recipe, site.tree());
      notebook.write(
          new TaskEvent.TestsStarted(
              purpose, tree, command.orElse(""), Recipes.foundOut(site.repo(), recipe)));
      TestRun run =
          command.isPresent()
              ? run(notebook, site, purpose, tree, command.get())
              : unknown(purpose, tree);
      if (!site.tree().snapshot().equals(tree)) {
        // What a test run leaves behind is no part of the change, and the evidence is about this
        // tree.
        site.tree().restore(Checkpoint.here(tree));
      }
      notebook.write(new TaskEvent.TestsRan(run));
      return run;
    } catch (WorkspaceException e) {
      throw Faults.of(e);
    } catch (SandboxException e) {
      throw Trouble.passing(e.getMessage(), Optional.empty());
    }
  }

  private TestRun run(Notebook notebook, Site site, Purpose purpose, String tree, String command)
      throws Trouble, InterruptedException, SandboxException {
    Marks before = Marks.of(site.tree().root());
    Result result = site.sandbox().run(command, settings.sandbox().commandTimeout());
    if (result.status() == Result.Status.LOST) {
      throw Trouble.passing("The sandbox went away while the tests ran.", Optional.empty());
    }
    Optional<TestReport> report = counted(site, command, result, before);
    String output = notebook.task().id() + "/tests-" + notebook.task().version();
    notebook.keep(output, result.output().getBytes(StandardCharsets.UTF_8));
    report
        .map(TestReport::passes)
        .filter(names -> !names.isEmpty())
        .ifPresent(
            names ->
                notebook.keep(
                    output + PASSED, String.join("\n", names).getBytes(StandardCharsets.UTF_8)));
    return new TestRun(
        purpose,
        tree,
        command,
        Verdicts.of(
            result,
            report,
            notebook.task().testing().baseline().filter(base -> purpose == Purpose.CHANGE)),
        report.map(r -> new TestRun.Counts(r.passed(), r.failed() + r.errors(), r.skipped())),
        report.map(Tester::failures).orElse(List.of()),
        excerpt(result, report, site),
        output,
        result.took().toMillis());
  }

  private static TestRun unknown(Purpose purpose, String tree) {
    return new TestRun(
        purpose, tree, "", Verdict.COULD_NOT_RUN, Optional.empty(), List.of(), "", "", 0);
  }

  /** What was counted. A tool that reports each test has run none if it leaves no report. */
  Optional<TestReport> counted(Site site, String command, Result result, Marks before) {
    boolean cut = result.outputBytes() > settings.sandbox().outputBytes();
    Optional<TestReport> report = TestReport.read(site.tree().root(), result.output(), cut, before);
    return report.isEmpty() && result.succeeded() && TestCommand.reports(command)
        ? Optional.of(TestReport.none())
        : report;
  }

  private static List<TestRun.Failure> failures(TestReport report) {
    return report.failures().stream()
        .limit(FAILURES)
        .map(f -> new TestRun.Failure(f.name(), cut(f.message()), f.place().orElse("")))
        .toList();
  }

  private static String cut(String message) {
    return message.length() <= MESSAGE ? message : message.substring(0, MESSAGE) + "…";
  }

  private static String excerpt(Result result, Optional<TestReport> report, Site site) {
    boolean red =
        !result.succeeded() || report.filter(r -> r.failed() + r.errors() > 0).isPresent();
    return red
        ? LogDigest.of(result.output(), report, OwnFiles.under(site.tree().root()), EXCERPT).text()
        : Trim.log(result.output(), EXCERPT).text();
  }
}
