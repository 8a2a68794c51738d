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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every point of every story, or of those that {@code -Dstory=} and {@code -Dpoint=} name a part
 * of. What was tried is noted in {@code target/crash}, so that a run which {@code -Dminutes=} ends
 * is taken up by the next; {@code -Dthreads=} at a time; {@code -Ddatabase=POSTGRESQL}.
 */
@Tag("bench")
class EveryPoint {
  private static final long SEED = 7;
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
    Set<String> done = Files.exists(notes) ? new HashSet<>(Files.readAllLines(notes)) : Set.of();
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
            + Files.readAllLines(notes).size()
            + " of "
            + tries.size()
            + " points of "
            + tries.stream().map(Try::story).distinct().count()
            + " stories tried, "
            + wrong.size()
            + " of this run unlike calm");
    assertThat(wrong).isEmpty();
  }

  /** In no order, so that a run that was ended has tried something of everything. */
  private List<Try> tries() throws IOException {
    List<Try> tries = new ArrayList<>();
    for (String story : Tales.all().keySet()) {
      if (story.contains(System.getProperty("story", ""))) {
        Golden.of(story).points().stream()
            .filter(point -> point.toString().contains(System.getProperty("point", "")))
            .forEach(point -> tries.add(new Try(story, point)));
      }
    }
    Collections.shuffle(tries, new Random(SEED));
    return tries;
  }

  private String tried(Try each, Path notes) throws IOException {
    Path dir = Files.createTempDirectory("crash");
    try {
      String trouble = CrashStoriesTest.trouble(dir, kind, each.story(), each.point());
      if (trouble.isEmpty()) {
        noted(each, notes);
        return "";
      }
      return each + "\n" + trouble;
    } catch (Exception | AssertionError e) {
      return each + "\n" + e;
    } finally {
      CrashStoriesTest.delete(dir);
    }
  }

  private static synchronized void noted(Try each, Path notes) throws IOException {
    Files.writeString(notes, each + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
