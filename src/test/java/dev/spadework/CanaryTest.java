package dev.spadework;

import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Story;
import dev.spadework.workspace.GitHttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bot's own secrets are put into it wherever somebody could: the request, a reply, what the
 * model says and runs. They must not come out of it anywhere.
 */
class CanaryTest {
  private static final int PIECE = 12;

  @TempDir Path dir;

  @Test
  void noSecretOfTheBotLeavesIt() throws Exception {
    Leak leak = new Leak();
    try (Outside world = new Outside(dir, request -> leak.story.answer(request))) {
      List<String> secrets =
          List.of(world.slack.token(), world.slack.signingSecret(), Outside.KEY, Outside.TOKEN);
      leak.tell(String.join(" ", secrets));
      world.start();
      Asked done = Asked.by(world, "done", "describe rounding, with " + leak.all);
      done.asks("Approve");
      done.reply(SlackStandIn.ANN, "go on with " + leak.all);
      done.awaits("The pull request is ready");
      done.keep("canary");
      world.git.mood(GitHttpServer.Mood.NO_PUSH);
      Asked failed = Asked.by(world, "failed", "describe it again, with " + leak.all);
      failed.awaits("Nothing was pushed");
      Path failures = dir.resolve("memory/failure_log.md");
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!(Files.exists(failures) && Files.readString(failures).contains(failed.id))) {
        assertThat(System.nanoTime()).isLessThan(end);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      assertThat(world.terminate()).isZero();
      for (String secret : secrets) {
        clean("Slack", secret, said(world));
        clean("model", secret, world.model.seen().stream().map(s -> s.body()));
        clean("GitHub", secret, world.github.requests().stream().map(r -> r.path() + r.body()));
        clean("branch", secret, Stream.of(world.origin.run("log", "-p", "--all")));
        clean("log", secret, Stream.of(world.logged()));
        clean("files", secret, files());
      }
    }
  }

  private static void clean(String where, String secret, Stream<String> texts) {
    List<String> all = texts.toList();
    assertThat(all).as(where).isNotEmpty();
    // A piece of a secret that was cut on the way is a leak too.
    for (int from = 0; from + PIECE <= secret.length(); from++) {
      String piece = secret.substring(from, from + PIECE);
      List<String> leaks = all.stream().filter(text -> text.contains(piece)).toList();
      assertThat(leaks.stream().map(text -> around(text, piece))).as(where).isEmpty();
    }
  }

  private static String around(String text, String secret) {
    int at = text.indexOf(secret);
    return text.substring(
        Math.max(0, at - 200), Math.min(text.length(), at + secret.length() + 50));
  }

  private static Stream<String> said(Outside world) {
    return Stream.of("chat.postMessage", "chat.update", "chat.postEphemeral", "views.open")
        .flatMap(method -> world.slack.calls(method).stream())
        .map(Object::toString);
  }

  /** Database, journal, work trees, mirrors, memory: all that the bot has written. */
  private Stream<String> files() throws IOException {
    try (Stream<Path> below = Files.walk(dir)) {
      return below
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(dir.resolve("served")))
          .map(CanaryTest::read)
          .toList()
          .stream();
    }
  }

  private static String read(Path file) {
    try {
      return file + "\n" + Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A model that repeats every secret at every chance. */
  private static final class Leak {
    private volatile String all = "";
    private volatile Story story = Story.named("leak");

    private void tell(String secrets) {
      all = secrets;
      story =
          Story.named("leak")
              .plan(NoteStory.plan(0.4, "What about " + secrets + "?"))
              .planWhen("go on with", NoteStory.plan(0.9))
              .turn(
                  Answer.calls(
                          call(
                              "run_command",
                              Map.of("command", "env; cat /proc/1/environ; echo " + secrets)))
                      .saying("I saw " + secrets)
                      .thinking("I think " + secrets))
              .turn(NoteStory.WRITES)
              .turn(NoteStory.TESTS)
              .turn(
                  call(
                      "finish",
                      Map.of(
                          "summary",
                          "`" + NoteStory.FILE + "`: " + secrets,
                          "risks",
                          List.of("Known to all: " + secrets))))
              .summary("Describe " + secrets + "\n\nSays " + secrets);
    }
  }
}
