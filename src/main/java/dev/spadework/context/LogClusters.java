package dev.spadework.context;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lines of a log by kind. Lines that differ only in times, numbers, identifiers, paths, quoted
 * text, or in one word that many of them differ in, are of one kind; a stack trace belongs to the
 * line above it. Memory is bounded however long the log is: kinds beyond two thousand are counted
 * together, the rarest first, those that look like errors last.
 */
public final class LogClusters {
  private static final int MOST = 2_000;
  private static final int LONGEST_LINE = 4_000;
  private static final int MOST_TRACE = 60;
  private static final int MOST_WORDS = 40;

  /** So many kinds that differ in one word only are one. */
  private static final int ALIKE = 4;

  private static final int MERGES = 3;
  private static final Pattern ERROR =
      Pattern.compile(
          "\\b(?:FATAL|CRITICAL|SEVERE|ERROR|PANIC|error|panic|[Ff]ailed|[Ff]ailure)\\b|Exception\\b|Error\\b");
  private static final Pattern WARNING = Pattern.compile("\\b(?:WARN(?:ING)?|warning)\\b");
  private static final Pattern THROWN = Pattern.compile("^(?:[\\w$]+\\.)*[A-Z][\\w$]+: \\S");

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

    /** 0 for what looks like an error, 1 for a warning, 2 for the rest. */
    public int rank() {
      return ERROR.matcher(template).find() || !thrown.isEmpty()
          ? 0
          : WARNING.matcher(template).find() ? 1 : 2;
    }

    private Cluster and(Cluster other, String shared) {
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
  }

  private Map<String, Cluster> clusters = new LinkedHashMap<>();
  private final List<String> trace = new ArrayList<>();
  private String open = "";
  private boolean timed;
  private long lines;
  private long others;

  private LogClusters() {}

  /**
   * Reads a log to its end.
   *
   * @param log untrusted; of a line, the first 4,000 characters are looked at
   */
  public static LogClusters of(Reader log) throws IOException {
    LogClusters clusters = new LogClusters();
    StringBuilder line = new StringBuilder();
    char[] buffer = new char[1 << 16];
    for (int n = log.read(buffer); n >= 0; n = log.read(buffer)) {
      for (int i = 0; i < n; i++) {
        if (buffer[i] == '\n') {
          clusters.line(LogLine.plain(line.toString()));
          line.setLength(0);
        } else if (line.length() < LONGEST_LINE) {
          line.append(buffer[i]);
        }
      }
    }
    if (line.length() > 0) {
      clusters.line(LogLine.plain(line.toString()));
    }
    clusters.close();
    clusters.merge();
    return clusters;
  }

  /** How many lines the log has. */
  public long lines() {
    return lines;
  }

  /** Lines of kinds that there was no room for. */
  public long others() {
    return others;
  }

  /** All kinds: what looks like errors first, then warnings, then the others, the most first. */
  public List<Cluster> all() {
    return clusters.values().stream()
        .sorted(
            Comparator.comparingInt(Cluster::rank)
                .thenComparing(Comparator.comparingLong(Cluster::count).reversed())
                .thenComparingLong(Cluster::first))
        .toList();
  }

  /**
   * The kinds that fit, with counts, the lines where each begins and ends, and where in the code it
   * is likely to come from.
   *
   * @param files of the repository, to find its frames in stack traces
   * @param places asked for the literal parts of templates whose lines have no stack
   * @param maxChars never more characters than this
   */
  public String digest(OwnFiles files, Places places, int maxChars) throws InterruptedException {
    return new ClusterDigest(this, files, places).text(maxChars);
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
    if (below && !open.isEmpty()) {
      below(line);
      return;
    }
    LogTemplate.Masked masked = LogTemplate.of(line);
    if (timed && masked.time().isEmpty() && !open.isEmpty()) {
      below(line);
      return;
    }
    timed |= lines <= 20 && !masked.time().isEmpty() && line.indexOf(masked.time()) <= 40;
    close();
    open = masked.text();
    Cluster now =
        new Cluster(open, 1, lines, lines, masked.time(), masked.time(), line, "", List.of());
    clusters.merge(open, now, (known, next) -> known.and(next, known.template()));
    if (clusters.size() > MOST) {
      merge();
      makeRoom();
    }
  }

  private void below(String line) {
    if (trace.size() < MOST_TRACE) {
      trace.add(line);
    }
  }

  /** The event that is open has ended: what stood below it is kept once for its kind. */
  private void close() {
    Cluster known = clusters.get(open);
    if (known != null && known.trace().isEmpty() && !trace.isEmpty()) {
      String thrown =
          trace.stream().filter(line -> THROWN.matcher(line).find()).findFirst().orElse("");
      clusters.put(
          open,
          new Cluster(
              open,
              known.count(),
              known.first(),
              known.last(),
              known.firstTime(),
              known.lastTime(),
              known.sample(),
              thrown,
              trace));
    }
    trace.clear();
  }

  private void makeRoom() {
    List<Cluster> keep = all();
    Set<String> dropped = new LinkedHashSet<>();
    for (Cluster cluster : keep.subList(Math.min(keep.size(), MOST * 3 / 4), keep.size())) {
      others += cluster.count();
      dropped.add(cluster.template());
    }
    clusters.keySet().removeAll(dropped);
  }

  /** Makes one of the kinds that differ in one word, if there are several of them. */
  private void merge() {
    for (int pass = 0; pass < MERGES; pass++) {
      Map<String, Set<String>> alike = new HashMap<>();
      for (String template : clusters.keySet()) {
        String[] words = template.split(" ", MOST_WORDS + 1);
        for (int i = 0; i < words.length && words.length > 3 && words.length <= MOST_WORDS; i++) {
          alike.computeIfAbsent(without(words, i), key -> new LinkedHashSet<>()).add(template);
        }
      }
      List<Map.Entry<String, Set<String>>> largest =
          alike.entrySet().stream()
              .filter(e -> e.getValue().size() >= (e.getValue().contains(e.getKey()) ? 2 : ALIKE))
              .sorted(
                  Comparator.comparingInt(
                          (Map.Entry<String, Set<String>> entry) -> -entry.getValue().size())
                      .thenComparing(Map.Entry::getKey))
              .toList();
      if (largest.isEmpty()) {
        return;
      }
      largest.forEach(entry -> merge(entry.getKey(), entry.getValue()));
    }
  }

  private void merge(String shared, Collection<String> templates) {
    List<Cluster> all = templates.stream().map(clusters::get).filter(c -> c != null).toList();
    if (all.size() < 2) {
      return;
    }
    Cluster sum = all.get(0);
    for (Cluster cluster : all.subList(1, all.size())) {
      sum = sum.and(cluster, shared);
    }
    all.forEach(cluster -> clusters.remove(cluster.template()));
    clusters.merge(shared, sum, (a, b) -> a.and(b, shared));
    open = templates.contains(open) ? shared : open;
  }

  private static String without(String[] words, int at) {
    String word = words[at];
    words[at] = LogTemplate.MASK;
    String text = String.join(" ", words);
    words[at] = word;
    return text;
  }
}
