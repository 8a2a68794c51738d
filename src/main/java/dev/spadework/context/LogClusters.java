package dev.spadework.context;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a log by kind. Lines that differ only in times, numbers, identifiers, paths, quoted
 * text, or in one word that many of them differ in, are of one kind; a stack trace belongs to the
 * line above it, and events with exceptions of another class or from another place are of another
 * kind. Memory is bounded however long the log is: kinds beyond two thousand are counted together,
 * the rarest first, those that look like errors last.
 */
public final class LogClusters {
  private static final int LONGEST_LINE = 4_000;
  private static final int MOST_TRACE = 60;

  /** Where the level of a line is looked for. */
  private static final int START = 160;

  private static final Pattern LEVEL =
      Pattern.compile(
          "\\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|SEVERE|CRITICAL|FATAL|PANIC)\\b");
  private static final Pattern ERROR =
      Pattern.compile(
          "\\b(?:FATAL|CRITICAL|SEVERE|ERROR|PANIC|error|panic|[Ff]ailed|[Ff]ailure)\\b|Exception\\b|Error\\b");
  private static final Pattern WARNING = Pattern.compile("\\b(?:WARN(?:ING)?|warning)\\b");
  private static final Pattern QUIET = Pattern.compile("TRACE|DEBUG|INFO|NOTICE");

  /**
   * Lines of one kind.
   *
   * @param template what they share, {@code #} where they differ
   * @param count how many there are
   * @param first number of the first one, from 1
   * @param last number of the last one
   * @param firstTime as it stands in the first one; empty if it has none
   * @param lastTime as it stands in the last one
   * @param sample the first one
   * @param thrown the exception below it, if there is one
   * @param trace the stack below it; not more than 60 lines
   */
  public record Cluster(
      String template,
      long count,
      long first,
      long last,
      String firstTime,
      String lastTime,
      String sample,
      String thrown,
      List<String> trace) {
    public Cluster {
      trace = List.copyOf(trace);
    }

    /** The level that its lines name, as they do; empty if they name none. */
    public String level() {
      Matcher level = LEVEL.matcher(template).region(0, Math.min(START, template.length()));
      return level.find() ? level.group() : "";
    }

    /** 0 for what looks like an error, 1 for a warning, 2 for the rest. */
    public int rank() {
      if (!thrown.isEmpty()) {
        return 0;
      }
      if (QUIET.matcher(level()).matches()) {
        return 2;
      }
      return ERROR.matcher(template).find() ? 0 : WARNING.matcher(template).find() ? 1 : 2;
    }

    Cluster and(Cluster other, String shared) {
      Cluster earlier = first <= other.first ? this : other;
      Cluster later = last >= other.last ? this : other;
      Cluster told = earlier.trace.isEmpty() ? (earlier == this ? other : this) : earlier;
      return new Cluster(
          shared,
          count + other.count,
          earlier.first,
          later.last,
          earlier.firstTime,
          later.lastTime,
          earlier.sample,
          told.thrown,
          told.trace);
    }

    Cluster cleaned(UnaryOperator<String> clean) {
      List<String> stack =
          trace.isEmpty() ? trace : clean.apply(String.join("\n", trace)).lines().toList();
      return new Cluster(
          clean.apply(template),
          count,
          first,
          last,
          firstTime,
          lastTime,
          clean.apply(sample),
          clean.apply(thrown),
          stack);
    }
  }

  private final LogKinds kinds = new LogKinds();
  private final List<String> trace = new ArrayList<>();
  private Optional<Cluster> open = Optional.empty();
  private boolean timed;
  private long lines;
  private long begun;
  private String firstTime = "";
  private String lastTime = "";

  private LogClusters() {}

  /** Of a log that is still to be {@link #read}. */
  public static LogClusters none() {
    return new LogClusters();
  }

  /**
   * Reads a log to its end.
   *
   * @param log untrusted; of a line, the first 4,000 characters are looked at
   */
  public static LogClusters of(Reader log) throws IOException {
    return none().read(log).end();
  }

  /** Reads one more log to its end; its lines are numbered on. */
  public LogClusters read(Reader log) throws IOException {
    timed = false;
    begun = lines;
    firstTime = "";
    lastTime = "";
    StringBuilder line = new StringBuilder();
    char[] buffer = new char[1 << 16];
    for (int n = log.read(buffer); n >= 0; n = log.read(buffer)) {
      for (int i = 0; i < n; i++) {
        if (buffer[i] == '\n') {
          line(LogLine.plain(line.toString()));
          line.setLength(0);
        } else if (line.length() < LONGEST_LINE) {
          line.append(buffer[i]);
        }
      }
    }
    if (line.length() > 0) {
      line(LogLine.plain(line.toString()));
    }
    close();
    return this;
  }

  /** Makes one of the kinds that are alike; to be called once all is read. */
  public LogClusters end() {
    kinds.merge();
    return this;
  }

  /** Takes out of all that is kept of the lines what must not be shown. */
  public LogClusters clean(UnaryOperator<String> clean) {
    kinds.clean(clean);
    return this;
  }

  /** How many lines the log has. */
  public long lines() {
    return lines;
  }

  /** The time in the first line of the log that was read last; empty if no line has one. */
  public String firstTime() {
    return firstTime;
  }

  /** The time in its last line that has one. */
  public String lastTime() {
    return lastTime;
  }

  /** Lines of kinds that there was no room for. */
  public long others() {
    return kinds.others();
  }

  /** All kinds: what looks like errors first, then warnings, then the others, the most first. */
  public List<Cluster> all() {
    return kinds.all();
  }

  /**
   * The kinds that fit, numbered as in {@link #all} from 1, with counts, the lines where each
   * begins and ends, and where in the code it is likely to come from.
   *
   * @param files of the repository, to find its frames in stack traces
   * @param places asked for the literal parts of templates whose lines have no stack
   * @param maxChars never more characters than this
   */
  public String digest(OwnFiles files, Places places, int maxChars) throws InterruptedException {
    return new ClusterDigest(this, files, places).text(maxChars);
  }

  /** Where in the code a kind is likely to come from: {@code path:line}; empty if nobody knows. */
  public static Optional<String> place(Cluster kind, OwnFiles files, Places places)
      throws InterruptedException {
    return ClusterDigest.place(kind, files, places);
  }

  /** Where a repository has a text. */
  public interface Places {
    /** Nobody knows. */
    Places NONE = text -> Optional.empty();

    /**
     * Looks for a text, word for word.
     *
     * @return {@code path:line} of the likeliest place; empty if there is none
     */
    Optional<String> of(String text) throws InterruptedException;
  }

  private void line(String line) {
    lines++;
    if (line.isBlank()) {
      return;
    }
    boolean below =
        Character.isWhitespace(line.charAt(0))
            || line.startsWith("Caused by:")
            || line.startsWith("Traceback (")
            || LogLine.frame(line);
    if (below && open.isPresent()) {
      below(line);
      return;
    }
    LogTemplate.Masked masked = LogTemplate.of(line);
    if (timed && masked.time().isEmpty() && open.isPresent()) {
      below(line);
      return;
    }
    if (!masked.time().isEmpty()) {
      firstTime = firstTime.isEmpty() ? masked.time() : firstTime;
      lastTime = masked.time();
    }
    timed |= lines - begun <= 20 && !masked.time().isEmpty() && line.indexOf(masked.time()) <= 40;
    close();
    open =
        Optional.of(
            new Cluster(
                masked.text(), 1, lines, lines, masked.time(), masked.time(), line, "", List.of()));
  }

  private void below(String line) {
    if (trace.size() < MOST_TRACE) {
      trace.add(line);
    }
  }

  /** The event that is open has ended, and what stood below it is known. */
  private void close() {
    if (open.isPresent()) {
      Cluster event = open.get();
      String thrown = LogTrace.thrown(trace);
      kinds.add(
          trace.isEmpty()
              ? event
              : new Cluster(
                  event.template(),
                  1,
                  event.first(),
                  event.last(),
                  event.firstTime(),
                  event.lastTime(),
                  event.sample(),
                  thrown,
                  trace),
          thrown.isEmpty() ? "" : LogTrace.mark(thrown, trace));
    }
    open = Optional.empty();
    trace.clear();
  }
}
