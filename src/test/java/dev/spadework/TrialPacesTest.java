package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.desk.SlackStandIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The stories of {@code try} told in other ways: at a price, with slow answers and commands. */
class TrialPacesTest {
  private static final Duration AT_MOST = Duration.ofSeconds(120);
  private static final Pattern TASK = Pattern.compile("t-[a-z0-9]{8}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aPricedModelReachesItsBudgetAndAsks() throws Exception {
    try (Trial trial = started()) {
      command(trial, "add CSV export to invoices model:gemini:scripted-priced budget:0.14");
      assertThat(awaited(trial, "could pass this task")).contains("$0.14");
    }
  }

  @Test
  void aSlowModelAndASlowCommandAreCancelledMeanwhile() throws Exception {
    try (Trial trial = started()) {
      for (String how : new String[] {"slow model", "slow command"}) {
        String before = state(trial).toString();
        command(trial, "add CSV export to invoices with a " + how);
        String begun = awaited(trial, "with a " + how + " — ");
        Matcher tasks = TASK.matcher(begun);
        String task = "";
        while (tasks.find()) {
          task = before.contains(tasks.group()) ? task : tasks.group();
        }
        awaited(trial, how.equals("slow command") ? "sleep 600" : "1 of 40 calls");
        command(trial, "cancel " + task);
        awaited(trial, "with a " + how + " — stopped");
      }
    }
  }

  private static Trial started() throws Exception {
    World world = new World(Map.of(), Clock.systemUTC());
    return Trial.start(world, new Trial.Wishes(0, Optional.empty(), Duration.ZERO));
  }

  /** Waits until the text is to be read, and answers with all there is. */
  private String awaited(Trial trial, String text) throws Exception {
    long end = System.nanoTime() + AT_MOST.toNanos();
    while (System.nanoTime() < end) {
      String all = state(trial).toString();
      if (all.contains(text)) {
        return all;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError("no " + text + " in " + state(trial).toPrettyString());
  }

  private void command(Trial trial, String text) throws Exception {
    Map<String, String> body =
        Map.of(
            "user", SlackStandIn.ANN,
            "channel", SlackStandIn.CHANNEL,
            "text", "/agent " + text);
    http.send(
        HttpRequest.newBuilder(URI.create(trial.url() + "/desk/say"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode state(Trial trial) throws Exception {
    URI address = URI.create(trial.url() + "/desk/state?user=" + SlackStandIn.ANN);
    return JSON.readTree(
        http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body());
  }
}
