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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own on one database, all of which mean to post today's digest. */
class DigestProcessesTest {
  private static final int PROCESSES = 3;

  @TempDir private Path dir;

  @Test
  void oneOfThemPostsIt() throws Exception {
    failedTask();
    SlackStandIn slack = new SlackStandIn(Clock.systemUTC());
    List<Process> processes = new ArrayList<>();
    try (DeskServer server = DeskServer.start(slack)) {
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(post(i, slack, server));
      }
      List<String> said = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        assertThat(processes.get(i).waitFor(2, TimeUnit.MINUTES)).isTrue();
        said.add(Files.readString(log(i)));
        assertThat(processes.get(i).exitValue()).as(said.get(i)).isZero();
      }
      assertThat(said).filteredOn(out -> out.contains("Posted in #eng-agents.")).hasSize(1);
      assertThat(said).filteredOn(out -> out.contains("Nothing was posted")).hasSize(PROCESSES - 1);
      assertThat(slack.messages(SlackStandIn.CHANNEL)).hasSize(1);
    } finally {
      processes.forEach(Process::destroyForcibly);
      slack.close();
    }
  }

  private Path log(int number) {
    return dir.resolve("digest-" + number + ".log");
  }

  private String database() {
    return "jdbc:sqlite:" + dir.resolve("spadework.db");
  }

  private void failedTask() {
    try (Store store = Store.open(database())) {
      Journal journal = new Journal(store, Clock.systemUTC(), Redactor.of(List.of()));
      String id =
          journal
              .open("k", Request.of("add it", "acme/billing", 1_000_000, "U0ANN", "C0ENG").make())
              .task();
      journal.add(
          id, Optional.empty(), new TaskEvent.GaveUp(Ending.Blame.WORLD, "no memory", "add some"));
    }
  }

  private Process post(int number, SlackStandIn slack, DeskServer server) throws IOException {
    Path config = dir.resolve("spadework.yml");
    Files.writeString(
        config,
        """
        slack: { channel: "#eng-agents" }
        repos: { acme/billing: { base: main } }
        data: "%s"
        """
            .formatted(dir.resolve("data")));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.spadework.Main",
            "digest",
            "--post",
            "--config",
            config.toString());
    builder.environment().put("SLACK_BOT_TOKEN", slack.token());
    builder.environment().put("SLACK_SIGNING_SECRET", slack.signingSecret());
    builder.environment().put("SLACK_API_URL", server.apiUrl());
    builder.environment().put("DATABASE_URL", database());
    builder.redirectErrorStream(true);
    builder.redirectOutput(log(number).toFile());
    return builder.directory(dir.toFile()).start();
  }
}
