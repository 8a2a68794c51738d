package dev.spadework.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.store.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bot dies before and after whatever it does outside itself and whatever it writes, and another
 * goes on from the database: each story ends like its calm run. {@code -Dgolden=write} writes how
 * the calm runs end and which points they pass; {@link EveryPoint} tries them all.
 */
class CrashStoriesTest {
  /** Points of each story that the suite tries; more of the calm one, which has them all. */
  private static final int SOME = 1;

  private static final int MORE = 8;
  private static final long SEED = 20_260_723;

  @TempDir Path dir;

  static Stream<String> stories() {
    String only =
        System.getProperty("story", "write".equals(System.getProperty("golden")) ? "" : "calm");
    return Tales.all().keySet().stream().filter(name -> name.contains(only));
  }

  static Stream<Arguments> points() throws IOException {
    List<Arguments> some = new ArrayList<>();
    for (String story : Tales.all().keySet()) {
      List<Fate.Point> all = new ArrayList<>(Golden.of(story).points());
      Random random = new Random(SEED + story.hashCode());
      for (int i = 0; i < (story.equals("calm") ? MORE : SOME); i++) {
        some.add(Arguments.of(story, all.remove(random.nextInt(all.size())).toString()));
      }
    }
    return some.stream();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void aCalmRunEndsAsItIsWrittenDown(String story) throws Exception {
    Run run =
        Run.of(dir, DatabaseKind.SQLITE.url(dir), Tales.all().get(story).get(), Optional.empty());
    assertThat(run.wrong()).isEmpty();
    if ("write".equals(System.getProperty("golden"))) {
      Golden.write(story, run);
    }
    assertThat(run.ending()).hasToString(Golden.of(story).ending());
  }

  @ParameterizedTest
  @MethodSource("points")
  void whoDiesAnywhereEndsLikeTheCalmRun(String story, String point) throws Exception {
    assertThat(tried(dir, DatabaseKind.SQLITE.url(dir), story, Fate.Point.of(point)).trouble())
        .isEmpty();
  }

  /**
   * One story in which the bot dies, or would have.
   *
   * @param reached whether it died; not each run draws a card equally often
   * @param trouble what differs from the calm run; empty if nothing does
   */
  record Tried(boolean reached, String trouble) {}

  static Tried tried(Path dir, String database, String story, Fate.Point point) throws Exception {
    Run run = Run.of(dir, database, Tales.all().get(story).get(), Optional.of(point));
    List<String> wrong = new ArrayList<>(run.wrong());
    String calm = Golden.of(story).ending();
    if (!run.ending().toString().equals(calm)) {
      wrong.add("calm:\n" + calm + "\nbut:\n" + run.ending());
    }
    return new Tried(run.reached(), String.join("\n", wrong));
  }

  static void delete(Path dir) throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
    }
  }
}
