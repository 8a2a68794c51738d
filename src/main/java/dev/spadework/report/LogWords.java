package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.LogEvent;
import dev.spadework.task.LogScan;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a log tells, and the tasks that are proposed for it. */
public final class LogWords {
  private static final int KINDS = 5;
  private static final int TEMPLATE = 160;
  private static final int TITLE_PART = 60;
  private static final int WHY = 240;

  private static final Pattern PARTS = Pattern.compile("#| - |[\\])] |: |\"|\\[");

  /** What would be an order to somebody who reads it: an address, a shell's signs, a command. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?i)\\w{2,}://|[|;<>{}\\\\]|&&|\\$\\(|\\bsudo\\b|\\brm\\s+-|\\b(?:curl|wget|bash|chmod|eval)\\s"
              + "|\\s--?[a-z]{1,20}\\b|\\b(?:ignore|disregard|forget)\\b.{0,40}\\b(?:instructions?|rules|prompts?)\\b"
              + "|\\b(?:system prompt|you are now|as an ai)\\b");

  private LogWords() {}

  /** Whether a text reads like an order, which neither a log nor a model gives here. */
  public static boolean commands(String text) {
    return COMMAND.matcher(text).find();
  }

  /**
   * A title that needs no model.
   *
   * @param number of the kind, from 1
   */
  public static String title(List<LogScan.Cluster> kinds, int number) {
    LogScan.Cluster kind = kinds.get(number - 1);
    String thrown = kind.mark().thrown();
    boolean exception = thrown.matches("[\\w$.]{1,120}");
    if (!exception && commands(kind.template())) {
      return say("logs.own.bare", "line", kind.first());
    }
    String title =
        exception
            ? say("logs.own.thrown", "thrown", thrown.substring(thrown.lastIndexOf('.') + 1))
            : say("logs.own.template", "template", Code.of(words(kind.template())));
    return kind.place().isEmpty()
        ? title
        : say("logs.own.at", "title", title, "place", kind.place());
  }

  /** The longest part of a template that is the same in all its lines. */
  private static String words(String template) {
    String longest =
        PARTS
            .splitAsStream(TestWords.oneLine(template))
            .map(String::strip)
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    return Code.shortened(longest.isEmpty() ? template : longest, TITLE_PART);
  }

  /** The report of a task that has one. */
  static Outcome outcome(Task task) {
    LogScan scan = task.logs();
    LogEvent.LogsRead read = scan.read().orElseThrow();
    LogEvent.LogsReported report = scan.report().orElseThrow();
    List<String> lines = new ArrayList<>();
    read.sources().forEach(source -> lines.add(source(source)));
    long errors = read.clusters().stream().filter(kind -> kind.rank() < 2).count();
    for (int number = 1; number <= Math.min(KINDS, read.clusters().size()); number++) {
      lines.add(kind(read.clusters().get(number - 1), number));
    }
    if (read.kinds() > KINDS) {
      lines.add(say("logs.rest", "kinds", Counted.of(read.kinds() - KINDS, "kind")));
    }
    if (read.dropped() > 0) {
      lines.add(say("logs.dropped", "kinds", Counted.of(read.dropped(), "kind")));
    }
    read.underway()
        .forEach(
            seen ->
                lines.add(
                    say("logs.underway", "number", seen.cluster(), "task", Code.of(seen.task()))));
    for (int number = 1; number <= report.proposals().size(); number++) {
      lines.add(proposal(report.proposals().get(number - 1), number));
    }
    if (!report.refused().isEmpty()) {
      lines.add(
          say(
              "logs.refused.some",
              "what",
              String.join("; ", report.refused().stream().map(TestWords::oneLine).toList())));
    }
    lines.add(say("logs.unchanged"));
    lines.add(Outcome.spend(task));
    String amount = lines(read.lines());
    String title =
        read.lines() == 0
            ? say("logs.title.none")
            : errors == 0
                ? say("logs.title.clean", "lines", amount)
                : say(
                    "logs.title",
                    "lines",
                    amount,
                    "errors",
                    Counted.of((int) errors, "kind"),
                    "proposals",
                    Counted.of(report.proposals().size(), "task"));
    return new Outcome(title, lines, "");
  }

  /** What became of the proposals so far, a line each. */
  public static List<String> news(Task task, Names names) {
    LogScan scan = task.logs();
    List<String> lines = new ArrayList<>();
    int all = scan.report().map(report -> report.proposals().size()).orElse(0);
    for (int number = 1; number <= all; number++) {
      if (!scan.open(number)) {
        lines.add(settled(task, number, names));
      }
    }
    return lines;
  }

  /** What became of a proposal that somebody has settled. */
  public static String settled(Task task, int number, Names names) {
    LogScan scan = task.logs();
    String started = scan.started().get(number);
    if (started == null) {
      String who = names.of(scan.dismissed().getOrDefault(number, ""));
      return say("logs.dismissed", "number", number, "who", who);
    }
    String child = scan.opened().get(number);
    return child == null
        ? say("logs.started", "number", number, "who", names.of(started))
        : say("logs.opened", "number", number, "who", names.of(started), "task", Code.of(child));
  }

  /** What the task of a proposal is asked. */
  public static String request(Task task, int number) {
    LogScan scan = task.logs();
    LogScan.Proposal proposal = scan.proposal(number).orElseThrow();
    LogScan.Cluster kind = scan.cluster(proposal);
    return say(
        "logs.request",
        "title",
        proposal.title(),
        "count",
        kind.count() == 1
            ? say("logs.request.once")
            : say("logs.request.times", "count", count(kind.count())),
        "when",
        when(kind),
        "place",
        place(kind));
  }

  /** The lines that go with it; untrusted. */
  public static String lines(Task task, int number) {
    LogScan scan = task.logs();
    LogScan.Cluster kind = scan.cluster(scan.proposal(number).orElseThrow());
    return String.join("\n", kind.sample()) + "\n";
  }

  private static String proposal(LogScan.Proposal proposal, int number) {
    String line =
        say(
            "logs.proposal",
            "number",
            number,
            "kind",
            proposal.cluster(),
            "title",
            proposal.title());
    return proposal.why().isEmpty()
        ? line
        : say("logs.proposal.why", "proposal", line, "why", Code.shortened(proposal.why(), WHY));
  }

  private static String kind(LogScan.Cluster kind, int number) {
    boolean told = kind.level().isEmpty() || kind.template().contains(kind.level());
    String thrown =
        kind.thrown().isEmpty()
            ? ""
            : say(
                "logs.kind.thrown",
                "thrown",
                Code.of(Code.shortened(TestWords.oneLine(kind.thrown()), TEMPLATE)));
    return say(
        "logs.kind",
        "number",
        number,
        "count",
        count(kind.count()),
        "level",
        told ? "" : kind.level() + " ",
        "template",
        Code.of(Code.shortened(TestWords.oneLine(kind.template()), TEMPLATE)) + thrown,
        "when",
        when(kind),
        "place",
        place(kind));
  }

  private static String when(LogScan.Cluster kind) {
    if (!kind.firstTime().isEmpty() && kind.count() == 1) {
      return say("logs.kind.time", "first", kind.firstTime());
    }
    if (!kind.firstTime().isEmpty()) {
      return say("logs.kind.times", "first", kind.firstTime(), "last", kind.lastTime());
    }
    return kind.count() == 1
        ? say("logs.kind.line", "first", count(kind.first()))
        : say("logs.kind.lines", "first", count(kind.first()), "last", count(kind.last()));
  }

  private static String place(LogScan.Cluster kind) {
    return kind.place().isEmpty() ? "" : say("logs.kind.place", "place", Code.of(kind.place()));
  }

  private static String source(LogScan.Source source) {
    String notes =
        String.join(
            "", source.notes().stream().map(note -> ": " + say("logs.note." + key(note))).toList());
    String origin = say("logs.origin." + key(source.origin()));
    String name = Code.of(source.name());
    if (source.lines() == 0) {
      return say("logs.source.none", "name", name, "origin", origin, "notes", notes);
    }
    String span =
        source.firstTime().isEmpty()
            ? ""
            : say("logs.span", "first", source.firstTime(), "last", source.lastTime());
    return say(
        "logs.source",
        "name",
        name,
        "origin",
        origin,
        "lines",
        lines(source.lines()),
        "bytes",
        bytes(source.bytes()),
        "span",
        span,
        "notes",
        notes);
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  private static String lines(long lines) {
    return lines == 1 ? "1 line" : count(lines) + " lines";
  }

  private static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
