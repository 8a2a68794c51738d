package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import dev.spadework.report.Caps;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Gates;
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
  private static final Instant AT = Instant.parse("2026-11-26T09:00:00Z");

  private static final Waits FRESH = new Waits(AT, Optional.empty(), Optional.empty());

  private static final Waits REMINDED = new Waits(AT, Optional.of(AT), Optional.empty());

  private static final Waits PARKED = new Waits(AT, Optional.of(AT), Optional.of(AT));

  private static final Patience PATIENCE =
      new Patience(Duration.ofHours(4), Duration.ofDays(3), ZoneOffset.UTC);

  private final Redactor redactor = Redactor.of(List.of(Fit.SECRET));
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
          new SlackSettings.Allowance(1, 1),
          Duration.ofHours(4),
          Duration.ofDays(3));

  @ParameterizedTest
  @ValueSource(strings = {"hostile", "long", "fenced", "plain"})
  void everyFaceHasAFallbackKeepsSlacksLimitsAndCallsNobody(String kind) {
    Map<String, Face> faces = faces(Fit.words(kind));
    assertThat(faces).hasSizeGreaterThan(50);
    faces.forEach(Fit::message);
  }

  private Map<String, Face> faces(String text) {
    Map<String, Face> faces = new LinkedHashMap<>();
    try (Web web =
        new Web(settings, redactor, new Door(Clock.systemUTC()), Duration.ofSeconds(2))) {
      People people = new People(settings, new Audience(new Directory(web), Clock.systemUTC()));
      Card card = new Card(settings, people, mrkdwn);
      Asking asking = new Asking(people, mrkdwn, PATIENCE);
      Result result = new Result(people, mrkdwn, ZoneOffset.UTC);
      List<Entry> entries = work(text);
      Task task = Task.of(entries);
      faces.put("root", card.root(task, Optional.of("3 before it in line"), text));
      faces.put("card with a plan block", card.card(task, AT, true));
      faces.put("card without", card.card(task, AT, false));
      for (Gate.Kind gateKind : Gate.Kind.values()) {
        List<String> details = new ArrayList<>(List.of(text, "second", text, text, text));
        Gate gate = Gate.of("g1", gateKind, "subject", text, details, List.of(text, "no"));
        faces.put("open " + gateKind, asking.open(task, gate, FRESH));
        faces.put("reminded of " + gateKind, asking.open(task, gate, REMINDED));
        faces.put("parked " + gateKind, asking.open(task, gate, PARKED));
        TaskEvent.Decided decided = new TaskEvent.Decided("g1", Choice.APPROVE, "U0BOB", text);
        faces.put(
            "decided " + gateKind,
            asking.decided(
                task, new Gates.Settled(gate, decided), List.of(new Entry("t", 9, AT, decided))));
        faces.put("reminder " + gateKind, asking.reminder(task, gate, REMINDED));
        List<Entry> stopped = new ArrayList<>(entries);
        stopped.add(new Entry(task.id(), task.version() + 1, AT, new TaskEvent.Cancelled("U0BOB")));
        faces.put("dropped " + gateKind, asking.dropped(Task.of(stopped), gate, stopped));
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

  @Test
  void aLongTextSaysHowMuchIsMissing() {
    Fitted fitted = Fitted.together(List.of("head", "line\n".repeat(5_000)));
    assertThat(fitted.text()).contains("more lines, too long for a message here");
    assertThat(fitted.texts()).hasSizeLessThan(8);
    assertThat(Fitted.apart(List.of("a", "b")).texts()).containsExactly("a", "b");
    assertThat(Fitted.together(List.of("a", "b")).texts()).containsExactly("a\nb");
  }
}
