package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.DeskServer;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.store.Store;
import dev.spadework.task.Ending;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DigestCommandTest {
  @TempDir Path dir;

  private final Map<String, String> environment = new HashMap<>();

  private String url() {
    return "jdbc:sqlite:" + dir.resolve("spadework.db");
  }

  private void failedTask() {
    try (Store store = Store.open(url())) {
      Journal journal = new Journal(store, Clock.systemUTC(), Redactor.of(List.of()));
      String id =
          journal
              .open("k", Request.of("add", "acme/billing", 1_000_000, "U0ANN", "C0ENG").make())
              .task();
      journal.add(
          id,
          Optional.empty(),
          new TaskEvent.GaveUp(Ending.Blame.WORLD, "no \u001b[31mmemory", "add some"));
    }
  }

  private record Ran(int exit, String out) {}

  private Ran run(String... arguments) throws Exception {
    Path config = dir.resolve("spadework.yml");
    Files.writeString(
        config,
        """
        slack: { channel: "#eng-agents" }
        repos: { acme/billing: { base: main } }
        data: "%s"
        """
            .formatted(dir.resolve("data")));
    environment.put("DATABASE_URL", url());
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine(new World(environment, Clock.systemUTC()));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    String[] all = new String[arguments.length + 3];
    all[0] = "digest";
    all[1] = "--config";
    all[2] = config.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return new Ran(line.execute(all), out.toString());
  }

  @Test
  void itIsPrintedFromTheDatabaseAlone() throws Exception {
    failedTask();
    Ran ran = run();
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains("nothing needs you, 1 stopped · $0.00 of $")
        .contains("Stopped\n• `t-")
        .contains("acme/billing: no [31mmemory; add some");
  }

  @Test
  void itIsPostedOnce() throws Exception {
    failedTask();
    SlackStandIn slack = new SlackStandIn(Clock.systemUTC());
    try (DeskServer server = DeskServer.start(slack)) {
      environment.put("SLACK_BOT_TOKEN", slack.token());
      environment.put("SLACK_SIGNING_SECRET", slack.signingSecret());
      environment.put("SLACK_API_URL", server.apiUrl());
      assertThat(run("--post").out()).contains("Posted in #eng-agents.");
      assertThat(run("--post").out()).contains("Nothing was posted");
      assertThat(slack.messages(SlackStandIn.CHANNEL)).hasSize(1);
      assertThat(slack.messages(SlackStandIn.CHANNEL).get(0).words())
          .contains("1 stopped")
          .contains("memory; add some");
    } finally {
      slack.close();
    }
  }
}
