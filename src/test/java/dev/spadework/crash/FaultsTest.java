package dev.spadework.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.crash.Trial.Fault;
import dev.spadework.store.DatabaseKind;
import dev.spadework.task.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Others fail while a task is worked on: what the thread said, how long it was waited, and that
 * nothing was lost. {@code docs/faults.md} holds what came out; {@code -Dgolden=write} writes it.
 */
class FaultsTest {
  private static final Duration OUTAGE = Duration.ofMinutes(10);

  @TempDir Path dir;

  private static Passage limited(String... retryAfter) {
    return new Passage.Answered(
        429,
        retryAfter.length == 0 ? Map.of() : Map.of("Retry-After", retryAfter[0]),
        "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"Slow down.\"}}");
  }

  private static Passage broken() {
    return new Passage.Answered(500, Map.of(), "Internal Server Error");
  }

  private static Passage page() {
    return new Passage.Answered(
        200, Map.of("Content-Type", "text/html"), "<html><body>Login</body></html>");
  }

  private Faults faults(String where, Fault... some) throws Exception {
    try (Trial trial =
        new Trial(dir, DatabaseKind.SQLITE.url(dir), Tales.all().get("calm").get(), some)
            .hurry(Duration.ofSeconds(where.equals("Slack") ? 5 : 0))) {
      List<Trial.Met> met = trial.ends();
      assertThat(met).as(Run.told(trial.town)).hasSize(some.length);
      assertThat(trial.scene.task().orElseThrow().phase()).isEqualTo(Phase.DONE);
      assertThat(Run.wrong(trial.town, trial.scene)).isEmpty();
      assertThat(Ending.of(trial.town, trial.scene).toString().replaceAll(" T1 outage-\\d+=1,", ""))
          .isEqualTo(Golden.of("calm").ending());
      return Faults.met(where, met);
    }
  }

  /** What befalls a call again and again until it is done; what lets it be done comes last. */
  private static Fault[] each(String call) {
    return new Fault[] {
      Fault.once("429, asks to wait 30 s", call, limited("30")),
      Fault.once("429, says nothing of how long", call, limited()),
      Fault.once("500", call, broken()),
      Fault.once("the connection is cut before the answer", call, new Passage.Dropped()),
      Fault.once("a page of a proxy instead of an answer", call, page()),
      new Fault("away for 10 minutes", name -> name.matches(call), new Passage.Dropped(), OUTAGE),
      Fault.once("the connection is cut in mid-answer", call, new Passage.Cut())
    };
  }

  private static Fault slow(String call) {
    return Fault.once("slow by 60 s", call, new Passage.Slow(Duration.ofSeconds(60)));
  }

  /** Everything is slow once: nobody is cut off, and nothing is done twice. */
  @Test
  void everybodyIsSlow() throws Exception {
    faults(
            "Slack, git, model, GitHub",
            slow("slack chat.postMessage root"),
            slow("git fetch"),
            slow("model"),
            slow("git push"),
            slow("forge POST .*"))
        .compare();
  }

  @Test
  void slack() throws Exception {
    String root = "slack chat.postMessage root";
    Fault[] some = each(root);
    some[5] =
        new Fault(some[5].name(), name -> name.startsWith("slack "), new Passage.Dropped(), OUTAGE);
    faults("Slack", some).compare();
  }

  @Test
  void theModel() throws Exception {
    faults("model", each("model")).compare();
  }

  @Test
  void gitHub() throws Exception {
    faults("GitHub", each("forge POST .*")).compare();
  }

  @Test
  void theGitServerAtTheBeginning() throws Exception {
    faults("git, fetch", each("git fetch")).compare();
  }

  @Test
  void theGitServerAtTheEnd() throws Exception {
    faults("git, push", each("git push")).compare();
  }
}
