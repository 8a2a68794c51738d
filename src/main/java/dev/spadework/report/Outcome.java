package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a task that is done went.
 *
 * @param title what is ready, with its name
 * @param lines tests, changes, commands, risks and spend; untrusted text among it
 * @param url of the pull request; a path for a local branch
 */
public record Outcome(String title, List<String> lines, String url) {
  private static final int COMMANDS = 8;
  private static final int FILES = 12;
  private static final int LINE = 160;

  /** The outcome of a task with a pull request or a report; none before it has one. */
  public static java.util.Optional<Outcome> of(Task task, List<Entry> entries) {
    return task.logs().report().isPresent()
        ? java.util.Optional.of(LogWords.outcome(task))
        : task.delivery().pullRequest().map(request -> of(task, entries, request));
  }

  private static Outcome of(
      Task task, List<Entry> entries, DeliveryEvent.PullRequestOpened request) {
    List<String> lines = new ArrayList<>();
    String tree = task.delivery().commit().map(DeliveryEvent.Committed::tree).orElse("");
    lines.add(TestWords.beforeAndAfter(task, tree));
    ProofWords.verdict(task).ifPresent(verdict -> lines.add(proof(task, verdict)));
    task.delivery()
        .finished()
        .ifPresent(
            finished -> {
              lines.add(say("outcome.changed", "changes", changes(finished)));
              ran(entries, lines);
              lines.add(risks(finished));
            });
    LessonWords.used(task).ifPresent(lines::add);
    lines.add(spend(task));
    LessonWords.learned(task).ifPresent(lines::add);
    String title = TestWords.oneLine(request.title());
    String name =
        request.number() > 0
            ? say(
                "outcome.pull", "repo", request.repo(), "number", request.number(), "title", title)
            : say("outcome.branch", "branch", Code.of(task.branch()), "title", title);
    return new Outcome(
        say(request.draft() ? "outcome.draft" : "outcome.ready", "name", name),
        lines,
        request.url());
  }

  /** The verdict, and the facts that carry it or that are missing. */
  private static String proof(Task task, String verdict) {
    return ProofWords.of(task)
        .map(proof -> verdict + list(ProofWords.lines(proof)))
        .orElse(verdict);
  }

  /** {@code The change: 3 files, +120 −4}. */
  public static String size(DeliveryEvent.Finished finished) {
    return say(
        "diff.comment",
        "files",
        Counted.of(finished.changes().size(), "file"),
        "added",
        finished.changes().stream().mapToInt(DeliveryEvent.ChangedFile::added).sum(),
        "deleted",
        finished.changes().stream().mapToInt(DeliveryEvent.ChangedFile::deleted).sum());
  }

  /** {@code 4 min 2 s · 12 calls · $0.16}. */
  public static String spend(Task task) {
    String spend =
        say(
            "spend",
            "time",
            Durations.words(task.spend().active()),
            "calls",
            Counted.of(task.spend().calls(), "call"),
            "money",
            Money.usd(task.spend().micros()));
    int lost = task.spend().lost();
    return lost == 0 ? spend : spend + " · " + say("spend.lost", "lost", Counted.of(lost, "call"));
  }

  static String risks(DeliveryEvent.Finished finished) {
    List<String> risks =
        finished.risks().stream()
            .map(risk -> TestWords.oneLine(risk).replaceAll("[.;]+$", ""))
            .toList();
    if (risks.isEmpty()) {
      return say("outcome.risk.none");
    }
    return say(risks.size() == 1 ? "outcome.risk" : "outcome.risk.several", "risks", list(risks));
  }

  /** What follows a colon: one item in the same line, several in a line each. */
  private static String list(List<String> items) {
    return items.size() == 1
        ? " " + items.get(0)
        : items.stream().map(item -> "\n• " + item).collect(Collectors.joining());
  }

  private static String changes(DeliveryEvent.Finished finished) {
    if (finished.changes().isEmpty()) {
      return " " + say("outcome.changed.none");
    }
    List<String> lines = new ArrayList<>();
    finished.changes().stream()
        .limit(FILES)
        .map(
            change ->
                Code.of(Code.shortened(Code.last(change.path()), LINE))
                    + " "
                    + Code.shortened(TestWords.oneLine(change.what()), LINE))
        .forEach(lines::add);
    int more = finished.changes().size() - FILES;
    if (more > 0) {
      lines.add(say("tests.more", "more", more));
    }
    return list(lines);
  }

  private static void ran(List<Entry> entries, List<String> lines) {
    List<String> words = Commands.words(entries);
    if (words.isEmpty()) {
      return;
    }
    String shown = words.stream().limit(COMMANDS).collect(Collectors.joining(", "));
    int more = words.size() - COMMANDS;
    lines.add(
        say(
            "outcome.ran",
            "commands",
            more > 0 ? say("list.more", "shown", shown, "more", more) : shown));
  }
}
