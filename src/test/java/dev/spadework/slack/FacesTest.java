package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Caps;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Plan;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every face that a thread can show: with hostile words in all places, and with very long ones. */
class FacesTest {
  private static final String SECRET = "canary-9f8e7d6c5b4a";
  private static final String HOSTILE =
      "@here @channel <!channel> <!here|x> <@U0EVIL> <#C0EVIL|c> <https://evil.example|Approve>"
          + " *Approved by @bob* ``` "
          + SECRET
          + " \uD83D\uDE00 & `x` \u202e";
  private static final Instant AT = Instant.parse("2026-11-26T09:00:00Z");

  private final Redactor redactor = Redactor.of(List.of(SECRET));
  private final Mrkdwn mrkdwn = new Mrkdwn(redactor);
  private final SlackSettings settings =
      new SlackSettings(
          "xoxb-none",
          "secret",
          Optional.empty(),
          "http://127.0.0.1:1/api/",
          "#eng",
          List.of("everyone"),
          List.of("U0BOB"),
          true,
          List.of(new SlackSettings.Repo("acme/billing", "main", Optional.empty())),
          1_000_000,
          2_000_000,
          new Caps(40, Duration.ofMinutes(30)),
          ZoneOffset.UTC,
          new SlackSettings.Allowance(1, 1));

  @ParameterizedTest
  @ValueSource(strings = {"hostile", "long", "fenced", "plain"})
  void everyFaceHasAFallbackKeepsSlacksLimitsAndCallsNobody(String kind) {
    String text =
        switch (kind) {
          case "hostile" -> HOSTILE;
          case "long" -> (HOSTILE + " word ").repeat(100);
          case "fenced" -> "look:\n```\n" + "line <b> of code\n".repeat(600) + "```\nthat was it";
          default -> "Add CSV export";
        };
    Map<String, Face> faces = faces(text);
    assertThat(faces).hasSizeGreaterThan(25);
    faces.forEach(FacesTest::isFit);
  }

  private Map<String, Face> faces(String text) {
    Map<String, Face> faces = new LinkedHashMap<>();
    try (Web web =
        new Web(settings, redactor, new Door(Clock.systemUTC()), Duration.ofSeconds(2))) {
      People people = new People(settings, new Audience(new Directory(web), Clock.systemUTC()));
      Card card = new Card(settings, people, mrkdwn);
      Asking asking = new Asking(people, mrkdwn, ZoneOffset.UTC);
      Result result = new Result(people, mrkdwn, ZoneOffset.UTC);
      List<Entry> entries = work(text);
      Task task = Task.of(entries);
      faces.put("root", card.root(task, Optional.of("3 before it in line")));
      faces.put("card with a plan block", card.card(task, AT, true));
      faces.put("card without", card.card(task, AT, false));
      for (Gate.Kind gateKind : Gate.Kind.values()) {
        List<String> details = new ArrayList<>(List.of(text, "second", text, text, text));
        Gate gate = Gate.of("g1", gateKind, "subject", text, details, List.of(text, "no"));
        faces.put("open " + gateKind, asking.open(task, gate));
        TaskEvent.Decided decided = new TaskEvent.Decided("g1", Choice.APPROVE, "U0BOB", text);
        faces.put("decided " + gateKind, asking.decided(gate, decided, AT));
        Ending stopped =
            new Ending(Ending.Kind.CANCELLED, Ending.Blame.NOBODY, text, text, "U0BOB");
        faces.put("dropped " + gateKind, asking.dropped(gate, stopped, AT));
      }
      faces.put("outcome", ended(result, entries, pull(text, false)));
      faces.put("draft", ended(result, entries, pull(text, true)));
      for (Ending.Blame blame : Ending.Blame.values()) {
        TaskEvent end = new TaskEvent.GaveUp(blame, text, text);
        faces.put("failure " + blame, ended(result, entries, end));
        faces.put("failure at start " + blame, ended(result, entries.subList(0, 1), end));
      }
      faces.put("cancelled", ended(result, entries, new TaskEvent.Cancelled("U0BOB")));
      faces.putAll(outages(text));
    }
    return faces;
  }

  private Map<String, Face> outages(String text) {
    Map<String, Face> faces = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>(work(text));
    add(entries, new TaskEvent.Stalled(text, 1, AT));
    Task task = Task.of(entries);
    Instant later = AT.plus(Duration.ofHours(1));
    Face[] face = new Face[1];
    dev.spadework.report.Outage.of(task, entries, later)
        .forEach(outage -> face[0] = Besides.face(mrkdwn, task, outage));
    faces.put("outage", face[0]);
    add(entries, new TaskEvent.Cancelled("U0BOB"));
    dev.spadework.report.Outage.of(Task.of(entries), entries, later)
        .forEach(outage -> face[0] = Besides.face(mrkdwn, task, outage));
    faces.put("outage over", face[0]);
    return faces;
  }

  private static Face ended(Result result, List<Entry> entries, TaskEvent end) {
    List<Entry> all = new ArrayList<>(entries);
    add(all, end);
    return result.of(Task.of(all), all);
  }

  private static DeliveryEvent.PullRequestOpened pull(String text, boolean draft) {
    return new DeliveryEvent.PullRequestOpened(
        "acme/billing", 4, "https://github.example/acme/billing/pull/4", text, draft);
  }

  private static List<Entry> work(String text) {
    List<Entry> entries = new ArrayList<>();
    Request request = Request.of(text, "acme/billing", 1_000_000, "U0ANN", "C1").make();
    add(entries, new TaskEvent.Asked(request));
    add(entries, new TaskEvent.Claimed("w1"));
    add(entries, new TaskEvent.BasePinned("main", "4f2c9e1aaaaaaaa", "tree0"));
    List<Plan.Step> steps = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      steps.add(new Plan.Step(text, List.of(text, "src/A.java")));
    }
    add(
        entries,
        new TaskEvent.PlanMade(
            new Plan(text, steps, List.of(text), List.of(text), text, 0.5, List.of(text))));
    List<DeliveryEvent.ChangedFile> files = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      files.add(new DeliveryEvent.ChangedFile("src/" + text + i, text, 1, 2));
    }
    add(entries, new DeliveryEvent.Finished(text, files, List.of(text, text, text), "tree1"));
    add(entries, new DeliveryEvent.Committed("c0ffee", "tree1", "spadework/x"));
    return entries;
  }

  private static void add(List<Entry> entries, TaskEvent event) {
    entries.add(new Entry("t-7k2m9x4p", entries.size() + 1, AT, event));
  }

  private static void isFit(String name, Face face) {
    assertThat(face.text()).as(name).isNotBlank().hasSizeLessThanOrEqualTo(4_000);
    assertThat(face.blocks().size()).as(name).isBetween(1, 50);
    int total = 0;
    for (JsonNode block : face.blocks()) {
      String type = block.path("type").asText();
      int most = type.equals("section") ? 3_000 : type.equals("context") ? 2_000 : 12_000;
      int here = block.findValuesAsText("text").stream().mapToInt(String::length).sum();
      assertThat(here).as(name + " " + type).isLessThanOrEqualTo(most);
      total += here;
      block
          .path("elements")
          .forEach(
              element -> {
                if (element.path("type").asText().equals("button")) {
                  String label = element.path("text").path("text").asText();
                  assertThat(label).as(name).isNotBlank().hasSizeLessThanOrEqualTo(75);
                  assertThat(element.path("value").asText().length())
                      .as(name)
                      .isLessThanOrEqualTo(2_000);
                }
              });
    }
    assertThat(total).as(name).isLessThanOrEqualTo(13_000);
    List<String> texts = new ArrayList<>(face.blocks().findValuesAsText("text"));
    texts.add(face.text());
    texts.forEach(text -> isTame(name, text));
  }

  private static void isTame(String name, String text) {
    assertThat(text)
        .as(name)
        .doesNotContain(SECRET)
        .doesNotContain("<!")
        .doesNotContain("<#")
        .doesNotContain("<http")
        .doesNotContain("<@U0EVIL>")
        .doesNotContainPattern("@(here|channel|everyone)\\b");
    assertThat((text.split("```", -1).length - 1) % 2).as(name + ": " + text).isZero();
  }

  @Test
  void aLongTextSaysHowMuchIsMissing() {
    Fitted fitted = Fitted.together(List.of("head", "line\n".repeat(5_000)));
    assertThat(fitted.text()).contains("more lines, too long for a message here");
    assertThat(fitted.texts()).hasSizeLessThan(8);
    assertThat(Fitted.apart(List.of("a", "b")).texts()).containsExactly("a", "b");
    assertThat(Fitted.together(List.of("a", "b")).texts()).containsExactly("a\nb");
  }
}
