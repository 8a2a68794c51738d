package dev.spadework.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a task found in a log, and what people made of it.
 *
 * @param read what was found; empty before
 * @param report what is proposed; empty before
 * @param started who wants which proposal, from 1
 * @param opened the task of each that has one
 * @param dismissed who wants no task for it
 */
public record LogScan(
    Optional<LogEvent.LogsRead> read,
    Optional<LogEvent.LogsReported> report,
    Map<Integer, String> started,
    Map<Integer, String> opened,
    Map<Integer, String> dismissed) {
  static final LogScan NONE =
      new LogScan(Optional.empty(), Optional.empty(), Map.of(), Map.of(), Map.of());

  /** Where a log came from. */
  public enum Origin {
    ATTACHED,
    PASTED,
    CONFIGURED,
    IN_THE_TREE
  }

  /** What there is to say about a log besides its numbers. */
  public enum Note {
    EMPTY,
    NOTHING_NEW,
    BINARY,
    MISSING,
    UNREADABLE,
    /** Only its newest part was read. */
    CUT,
    /** There is a new file in its place; of the one before the rest was read too. */
    ROTATED,
    /** There is a new file in its place, and the one before is gone. */
    REST_LOST,
    /** It is the same file and begins anew. */
    BEGUN_ANEW,
    /** It came with the request and could not be taken in. */
    LEFT_OUT
  }

  /**
   * A log, or one that there should be.
   *
   * @param bytes that were read of it
   * @param firstTime as it stands in the first line that has one; may be empty
   * @param lastTime as it stands in the last one
   */
  public record Source(
      String name,
      Origin origin,
      long lines,
      long bytes,
      String firstTime,
      String lastTime,
      List<Note> notes) {}

  /**
   * Lines of one kind.
   *
   * @param template what they share, {@code #} where they differ; untrusted, as all texts here
   * @param level as its lines name it; may be empty
   * @param rank 0 for what looks like an error, 1 for a warning, 2 for the rest
   * @param first number of the first one over all sources, from 1
   * @param thrown the exception below it; may be empty
   * @param sample the first one with what stands below it, cut
   * @param place {@code path:line} where it is likely to come from; may be empty
   */
  public record Cluster(
      String template,
      String level,
      int rank,
      long count,
      long first,
      long last,
      String firstTime,
      String lastTime,
      String thrown,
      List<String> sample,
      String place) {
    /** What it is recognised by. */
    public Mark mark() {
      return new Mark(template, thrown.split(":", 2)[0].strip());
    }
  }

  /**
   * What a kind of lines is recognised by in another log.
   *
   * @param thrown class of its exception; may be empty
   */
  public record Mark(String template, String thrown) {
    private static final String ANY = "#";

    /** Whether that kind is this one, or a part of it. */
    public boolean covers(Mark other) {
      String[] mine = template.split(" ");
      String[] its = other.template.split(" ");
      boolean same = thrown.equals(other.thrown) && mine.length == its.length;
      for (int i = 0; same && i < mine.length; i++) {
        same = mine[i].equals(its[i]) || mine[i].equals(ANY);
      }
      return same;
    }
  }

  /**
   * How far a file has been read.
   *
   * @param file what the file system knows it by, whatever it is called
   * @param offset of the first byte that was not read
   * @param head sum over its first bytes
   * @param headBytes how many those are
   */
  public record Position(String path, String file, long offset, long head, int headBytes) {}

  /**
   * A proposed task.
   *
   * @param cluster number of the kind that it is about, from 1
   * @param title one line; a model's words where {@code worded}
   * @param why one line; empty where there is nothing to add
   */
  public record Proposal(int cluster, String title, String why, boolean worded) {}

  /** The task that sees to a kind, by its number from 1. */
  public record Underway(int cluster, String task) {}

  /** The proposal of this number. */
  public Optional<Proposal> proposal(int number) {
    return report
        .map(LogEvent.LogsReported::proposals)
        .filter(all -> number >= 1 && number <= all.size())
        .map(all -> all.get(number - 1));
  }

  /** What a proposal is about. */
  public Cluster cluster(Proposal proposal) {
    return read.orElseThrow().clusters().get(proposal.cluster() - 1);
  }

  /** What the kind of a proposal is recognised by. */
  Optional<Mark> mark(int number) {
    return proposal(number).map(this::cluster).map(Cluster::mark);
  }

  /** Whether nobody has said yet what is to come of this proposal. */
  public boolean open(int number) {
    return proposal(number).isPresent()
        && !started.containsKey(number)
        && !dismissed.containsKey(number);
  }

  LogScan read(LogEvent.LogsRead found) {
    return new LogScan(Optional.of(found), report, started, opened, dismissed);
  }

  LogScan reported(LogEvent.LogsReported said) {
    return new LogScan(read, report.or(() -> Optional.of(said)), started, opened, dismissed);
  }

  LogScan started(int number, String by) {
    return new LogScan(read, report, with(started, number, by), opened, dismissed);
  }

  LogScan opened(int number, String task) {
    return new LogScan(read, report, started, with(opened, number, task), dismissed);
  }

  LogScan dismissed(int number, String by) {
    return new LogScan(read, report, started, opened, with(dismissed, number, by));
  }

  private static Map<Integer, String> with(Map<Integer, String> map, int number, String word) {
    Map<Integer, String> more = new TreeMap<>(map);
    more.putIfAbsent(number, word);
    return Map.copyOf(more);
  }
}
