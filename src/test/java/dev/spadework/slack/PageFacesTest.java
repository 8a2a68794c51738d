package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.desk.Message;
import dev.spadework.report.Digest;
import dev.spadework.report.Home;
import dev.spadework.report.Names;
import dev.spadework.report.Story;
import dev.spadework.report.Week;
import dev.spadework.task.Aside;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Ending;
import dev.spadework.task.Gate;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands outside of a task's thread: digest, home, dialogs, and what one person sees. */
class PageFacesTest {
  private static final String DAY = "2026-11-25T09:00:00Z";
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

  @TempDir Path folder;
  private SlackTown town;
  private Web web;
  private Mrkdwn mrkdwn;
  private Lists lists;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).openClosed();
    web = new Web(town.settings(), town.redactor, new Door(town.clock), Duration.ofSeconds(5));
    mrkdwn = new Mrkdwn(town.redactor);
    lists = new Lists(mrkdwn, new Openness(new PageCalls(web), town.clock));
  }

  @AfterEach
  void close() throws Exception {
    web.close();
    town.close();
  }

  /** Each kind of question, open and parked, and every way to end. */
  private static List<Story> stories(String words) {
    Week week = new Week();
    for (Gate.Kind kind : Gate.Kind.values()) {
      String id = "t-" + kind.name().toLowerCase(java.util.Locale.ROOT);
      week.with(Week.task(id, "acme/shop", words, DAY).asks(DAY, kind, words, words));
      week.with(
          Week.task(id + "-p", "acme/shop", words, DAY)
              .asks(DAY, kind, words, words)
              .add(DAY, new Aside.Parked("g2")));
    }
    for (PullState state : PullState.values()) {
      week.with(
          Week.task("t-" + state, "acme/shop", words, DAY)
              .opens(DAY, 1, words)
              .seen(DAY, state, "approved", "failed", words));
    }
    return week.with(
            Week.task("t-bad", "acme/shop", words, DAY)
                .add(DAY, new TaskEvent.GaveUp(Ending.Blame.WORLD, words, words)))
        .with(Week.task("t-next", "acme/shop", words, DAY))
        .with(
            Week.task("t-now", "acme/shop", words, DAY)
                .add(DAY, new TaskEvent.Claimed("w1"))
                .add(DAY, new TaskEvent.Stalled(words, 1, NOW)))
        .stories();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hostile", "long", "fenced", "plain"})
  void theDigestHasAFallbackAndKeepsSlacksLimits(String kind) {
    DigestFace face = new DigestFace(lists, mrkdwn);
    Digest.Span span = new Digest.Span(NOW.minus(Duration.ofDays(2)), NOW, ZoneOffset.UTC);
    for (List<Story> stories : List.of(stories(Fit.words(kind)), List.<Story>of())) {
      Digest digest = Digest.of(stories, span, 1, 2, Names.IDS);
      Fit.message("digest", face.of(digest, true));
      Fit.message("an older digest", face.of(digest, false));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hostile", "long", "fenced", "plain"})
  void aHomeHasNoBlockThatSlackDoesNotDrawThere(String kind) {
    HomeFace face = new HomeFace(lists, mrkdwn);
    String words = Fit.words(kind);
    for (List<Story> stories : List.of(stories(words), List.<Story>of())) {
      Map<String, Integer> places = Map.of("t-next", 0);
      Home.Purse purse = new Home.Purse(1, 2, 3, 4);
      Home home =
          Home.of(stories, "U0ANN", task -> true, places, purse, NOW, ZoneOffset.UTC, Names.IDS);
      Home others =
          Home.of(stories, "U0CEM", task -> false, places, purse, NOW, ZoneOffset.UTC, Names.IDS);
      HomeFace.Pause on = new HomeFace.Pause(Optional.empty(), false);
      HomeFace.Pause off = new HomeFace.Pause(Optional.of(mrkdwn.of(words)), true);
      Optional<String> notice = Optional.of(mrkdwn.of("late"));
      Fit.view("home", face.view(home, Optional.empty(), true, on));
      Fit.view("home with a notice", face.view(home, notice, false, off));
      Fit.view("home of somebody else", face.view(others, notice, true, off));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hostile", "plain"})
  void everyDialogSaysWhatItAsksFor(String kind) {
    Map<String, ObjectNode> dialogs = new HashMap<>();
    Buttons.Press press =
        new Buttons.Press("U0ANN", "C0ENG", Optional.of("1.2"), "1.3", "b", "v".repeat(200), "t");
    for (Choice choice : Choice.values()) {
      if (choice.needsText()) {
        dialogs.put("dialog " + choice, Dialog.of(press, choice));
      }
    }
    assertThat(dialogs).hasSizeGreaterThan(2);
    dialogs.forEach(Fit::view);
    Face picker =
        new Picker(new Repos(town.settings().repos())).ask("k", mrkdwn.of(Fit.words(kind)));
    Fit.message("picker", picker);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hostile", "long", "fenced", "plain"})
  void everyVerbAnswersWithATextThatIsFit(String kind) throws Exception {
    String words = Fit.words(kind);
    String ann = SlackTown.ANN;
    Request request = Request.of(words, "acme/billing", 1_000_000, ann, SlackTown.CHANNEL).make();
    String id = town.journal.open("walk", request).task();
    town.journal.add(id, Optional.empty(), new TaskEvent.Claimed("w1"));
    town.journal.add(id, Optional.empty(), new TaskEvent.Stalled(words, 1, NOW));
    List<String> typed = new ArrayList<>(List.of("remember " + words, words, "status " + words));
    for (Verb verb : Verb.values()) {
      String word = verb.name().toLowerCase(java.util.Locale.ROOT);
      typed.add(word);
      typed.add(word + " " + id);
      typed.add(word + " acme/billing");
      typed.add(word + " n1");
      typed.add(word + " " + id + " all");
    }
    for (String one : typed) {
      town.slack.command(ann, SlackTown.CHANNEL, one);
    }
    List<Message> answers = town.slack.ephemerals(ann);
    assertThat(answers).hasSizeGreaterThanOrEqualTo(typed.size());
    for (Message answer : answers) {
      Fit.line(
          answer.text(),
          new Face(answer.text(), (com.fasterxml.jackson.databind.node.ArrayNode) answer.blocks()));
    }
  }
}
