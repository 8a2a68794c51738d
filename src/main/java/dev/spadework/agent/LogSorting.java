package dev.spadework.agent;

import dev.spadework.context.CodePlaces;
import dev.spadework.context.Hidden;
import dev.spadework.context.LogClusters;
import dev.spadework.context.OwnFiles;
import dev.spadework.redact.Redactor;
import dev.spadework.task.LogEvent;
import dev.spadework.task.LogHistory;
import dev.spadework.task.LogScan;
import dev.spadework.task.LogScan.Note;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads logs in one pass and says what is in them: everything that is decided about them. */
final class LogSorting {
  /** Characters that a model is shown of all logs together. */
  static final int SHOWN = 3_000;

  /** Kinds of lines that are kept with the record. */
  private static final int KEPT = 40;

  /** More tasks are not proposed at once. */
  private static final int PROPOSED = 5;

  private static final int SAMPLE = 12;
  private static final int LONGEST = 400;
  private static final int POSITIONS = 200;
  private static final Pattern ENTRY = Pattern.compile("(?m)^\\[\\d{1,4}\\] ");

  private final Tree tree;
  private final Redactor redactor;
  private final LogHistory history;
  private final LogClusters clusters = LogClusters.none();
  private final List<LogScan.Source> sources = new ArrayList<>();
  private final Map<String, LogScan.Position> positions = new LinkedHashMap<>();

  LogSorting(Tree tree, Redactor redactor, LogHistory history) {
    this.tree = tree;
    this.redactor = redactor;
    this.history = history;
  }

  LogEvent.LogsRead of(List<LogInput> inputs) throws WorkspaceException, InterruptedException {
    for (LogInput input : inputs) {
      read(input);
    }
    clusters.end().clean(redactor::clean);
    OwnFiles files = OwnFiles.of(tree.base().paths());
    LogClusters.Places places = new LogPlaces(CodePlaces.in(tree.root()));
    List<LogClusters.Cluster> all = clusters.all();
    List<LogScan.Cluster> kept = new ArrayList<>();
    for (LogClusters.Cluster kind : all.subList(0, Math.min(KEPT, all.size()))) {
      kept.add(kept(kind, LogClusters.place(kind, files, places)));
    }
    String digest = digest(files, places);
    int shown = (int) ENTRY.matcher(digest).results().count();
    List<Integer> proposed = new ArrayList<>();
    List<LogScan.Underway> underway = new ArrayList<>();
    int dropped = 0;
    for (int number = 1; number <= Math.min(kept.size(), shown); number++) {
      LogScan.Cluster kind = kept.get(number - 1);
      Optional<String> task = history.underway(kind.mark());
      if (kind.rank() > 1) {
        break;
      } else if (history.dismissed(kind.mark())) {
        dropped++;
      } else if (task.isPresent()) {
        underway.add(new LogScan.Underway(number, task.get()));
      } else if (proposed.size() < PROPOSED) {
        proposed.add(number);
      }
    }
    history.positions().forEach(before -> positions.putIfAbsent(before.file(), before));
    return new LogEvent.LogsRead(
        List.copyOf(sources),
        clusters.lines(),
        all.size(),
        List.copyOf(kept),
        List.copyOf(proposed),
        history.dismissed(),
        dropped,
        List.copyOf(underway),
        digest,
        positions.values().stream().limit(POSITIONS).toList());
  }

  /** What is not seen is spelled out before it is counted, as it will be when it is shown. */
  private String digest(OwnFiles files, LogClusters.Places places) throws InterruptedException {
    String text = Hidden.show(clusters.digest(files, places, SHOWN));
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
  }

  private void read(LogInput input) throws InterruptedException {
    List<Note> notes = new ArrayList<>(input.notes());
    long lines = clusters.lines();
    long bytes = 0;
    if (input.bytes().isPresent()) {
      try (LogStream in = new LogStream(input.bytes().get().open(), Long.MAX_VALUE)) {
        if (in.binary()) {
          notes.add(Note.BINARY);
        } else {
          clusters.read(new InputStreamReader(in, StandardCharsets.UTF_8));
          bytes = in.count();
        }
      } catch (ClosedByInterruptException | InterruptedIOException e) {
        Thread.interrupted();
        throw new InterruptedException("a log was being read");
      } catch (IOException e) {
        notes.add(Note.UNREADABLE);
      }
    }
    boolean said = clusters.lines() > lines;
    sources.add(
        new LogScan.Source(
            input.name(),
            input.origin(),
            clusters.lines() - lines,
            bytes,
            said ? clusters.firstTime() : "",
            said ? clusters.lastTime() : "",
            List.copyOf(notes)));
    if (!notes.contains(Note.UNREADABLE)) {
      input.position().ifPresent(now -> positions.put(now.file(), now));
    }
  }

  private static LogScan.Cluster kept(LogClusters.Cluster kind, Optional<String> place) {
    List<String> sample = new ArrayList<>();
    sample.add(cut(kind.sample()));
    int causes = 0;
    for (String line : kind.trace()) {
      boolean cause = line.startsWith("Caused by:");
      if (sample.size() < SAMPLE || cause && causes++ < 2) {
        sample.add(cut(line));
      }
    }
    return new LogScan.Cluster(
        cut(kind.template()),
        kind.level(),
        kind.rank(),
        kind.count(),
        kind.first(),
        kind.last(),
        kind.firstTime(),
        kind.lastTime(),
        cut(kind.thrown()),
        List.copyOf(sample),
        place.orElse(""));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
