package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Message;
import dev.spadework.desk.Script;
import dev.spadework.desk.Story;
import dev.spadework.forge.GitHubServer;
import dev.spadework.workspace.GitHttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the world outside refuses or is away: said with cause and next step, or waited out. */
class FailureTest {
  @TempDir static Path dir;
  private static final AtomicBoolean BUSY = new AtomicBoolean();
  private static Outside world;

  @BeforeAll
  static void start() throws Exception {
    Script story = NoteStory.works(Story.named("note").plan(NoteStory.plan(0.9)));
    world =
        new Outside(
            dir,
            request ->
                request.firstText().contains("bad key")
                    ? Answer.error(400, "INVALID_ARGUMENT", "API key not valid.")
                    : BUSY.get() && !request.isPlan()
                        ? Answer.error(503, "UNAVAILABLE", "The model is overloaded.")
                        : story.answer(request));
    world.start();
  }

  @AfterAll
  static void stop() throws Exception {
    world.close();
  }

  @Test
  void aPushThatIsRefusedIsKnownBeforeAnythingIsSpent() throws Exception {
    world.git.mood(GitHttpServer.Mood.NO_PUSH);
    try {
      int before = world.model.seen().size();
      Asked task = Asked.by(world, "no-push", "describe rounding without a right to push");
      Message outcome = task.awaits("Nothing was spent");
      task.keep("failure-no-push");
      assertThat(outcome.words())
          .startsWith("<@U0ANN> I could not start: pushing to acme/billing is refused")
          .contains("403", "To mend it: ", "Nothing was pushed", "Nothing was spent");
      assertThat(world.model.seen()).hasSize(before);
      logged(task, "describe rounding without a right to push");
    } finally {
      world.git.mood(GitHttpServer.Mood.WELL);
    }
  }

  @Test
  void aModelThatIsAwayIsWaitedFor() throws Exception {
    BUSY.set(true);
    try {
      Asked task = Asked.by(world, "busy", "describe rounding while the model is busy");
      Message card = task.awaits("waiting to try again");
      task.keep("failure-busy");
      assertThat(card.words()).contains("503");
      BUSY.set(false);
      assertThat(task.awaits("The pull request is ready").words()).contains("21 passed after");
      task.keep("failure-busy-after");
    } finally {
      BUSY.set(false);
    }
  }

  @Test
  void aModelThatRefusesEndsTheTaskWithTheReason() throws Exception {
    Asked task = Asked.by(world, "key", "describe rounding with a bad key");
    Message outcome = task.awaits("Nothing was pushed");
    task.keep("failure-key");
    assertThat(outcome.words()).startsWith("<@U0ANN> I could not finish this: gemini:");
    assertThat(outcome.words()).contains("API key not valid");
    logged(task, "with a bad key");
  }

  @Test
  void aForgeThatRefusesSaysWhatWasPushed() throws Exception {
    world.github.mood(GitHubServer.Mood.NOT_ACCESSIBLE);
    try {
      Asked task = Asked.by(world, "forge", "describe rounding for a forge that refuses");
      Message outcome = task.awaits("was pushed");
      task.keep("failure-forge");
      assertThat(outcome.words()).contains("Resource not accessible", "write access");
      logged(task, "for a forge that refuses");
    } finally {
      world.github.mood(GitHubServer.Mood.WELL);
    }
  }

  private static void logged(Asked task, String request) throws Exception {
    Path page = dir.resolve("memory/failure_log.md");
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!(Files.exists(page) && Files.readString(page).contains(task.id))) {
      assertThat(System.nanoTime()).as("entry in time").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    assertThat(Files.readString(page)).contains(request);
  }
}
