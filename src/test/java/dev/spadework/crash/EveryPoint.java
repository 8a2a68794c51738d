package dev.spadework.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.slack.Figures;
import dev.spadework.store.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every point of every story, or of those that {@code -Dstory=} and {@code -Dpoint=} name a part
 * of. What was tried is noted in {@code target/crash}, and what was unlike beside it, so that a run
 * which {@code -Dminutes=} ends is taken up by the next; {@code -Dthreads=} at a time; {@code
 * -Dmost=} points of each story; {@code -Ddatabase=POSTGRESQL}.
 */
@Tag("bench")
class EveryPoint {
  private static final int MOST = Integer.getInteger("most", Integer.MAX_VALUE);
  private static final Path NOTES = Path.of("target/crash");
  private final DatabaseKind kind = DatabaseKind.valueOf(System.getProperty("database", "SQLITE"));
  private final long end =
      System.nanoTime() + Duration.ofMinutes(Integer.getInteger("minutes", 600)).toNanos();

  private record Try(String story, Fate.Point point) {}

  @Test
  void endsLikeTheCalmRun() throws Exception {
    List<Try> tries = tries();
    Path notes = NOTES.resolve(kind + ".txt");
    Files.createDirectories(NOTES);
    Set<String> done = new HashSet<>(noted(notes));
    done.addAll(noted(missed()));
    List<Future<String>> runs = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(Integer.getInteger("threads", 2));
    for (Try each : tries) {
      if (!done.contains(each.toString())) {
        runs.add(threads.submit(() -> System.nanoTime() < end ? tried(each, notes) : ""));
      }
    }
    List<String> wrong = new ArrayList<>();
    for (Future<String> run : runs) {
      String trouble = run.get();
      if (!trouble.isEmpty()) {
        wrong.add(trouble);
      }
    }
    threads.shutdown();
    Figures.note(
        "crash",
        kind
            + ": "
            + noted(notes).size()
            + " of "
            + tries.size()
            + " points of "
            + tries.stream().map(Try::story).distinct().count()
            + " stories like calm, "
            + noted(missed()).size()
            + " not come to, "
            + wrong.size()
            + " of this run unlike calm");
    assertThat(wrong).isEmpty();
  }

  /** Every so manieth of each story first, then those between: an early end has tried all over. */
  private List<Try> tries() throws IOException {
    Map<Try, Double> tries = new LinkedHashMap<>();
    for (String story : Tales.all().keySet()) {
      if (story.contains(System.getProperty("story", ""))) {
        List<Fate.Point> all =
            Golden.of(story).points().stream()
                .filter(point -> point.toString().contains(System.getProperty("point", "")))
                .toList();
        List<Integer> places = new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
        places.sort((a, b) -> Integer.compareUnsigned(Integer.reverse(a), Integer.reverse(b)));
        for (int i = 0; i < Math.min(MOST, places.size()); i++) {
          tries.put(new Try(story, all.get(places.get(i))), (double) i / places.size());
        }
      }
    }
    return tries.keySet().stream().sorted(Comparator.comparing(tries::get)).toList();
  }

  private String tried(Try each, Path notes) throws IOException {
    Path dir = Files.createTempDirectory("crash");
    CrashStoriesTest.Tried tried;
    long start = System.nanoTime();
    try {
      tried = CrashStoriesTest.tried(dir, database(dir), each.story(), each.point());
    } catch (Exception | AssertionError e) {
      tried = new CrashStoriesTest.Tried(true, e.toString());
    } finally {
      CrashStoriesTest.delete(dir);
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    noted(NOTES.resolve(kind + "-times.txt"), millis + " ms " + each);
    if (tried.trouble().isEmpty()) {
      noted(tried.reached() ? notes : missed(), each.toString());
      return "";
    }
    noted(NOTES.resolve(kind + "-unlike.txt"), each + "\n" + tried.trouble());
    return each + "\n" + tried.trouble();
  }

  /** All of a server are asked for by one folder: it keeps those of one at a time. */
  private String database(Path dir) {
    return kind == DatabaseKind.SQLITE
        ? kind.url(dir)
        : kind.url(NOTES, dir.getFileName().toString());
  }

  /** Where the points stand that a run passed by: not each draws a card equally often. */
  private Path missed() {
    return NOTES.resolve(kind + "-missed.txt");
  }

  private static List<String> noted(Path notes) throws IOException {
    return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
  }

  private static synchronized void noted(Path notes, String line) throws IOException {
    Files.writeString(notes, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
