package dev.spadework.agent;

import static dev.spadework.task.Told.call;
import static dev.spadework.task.Told.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.llm.Turn;
import dev.spadework.task.Aside;
import dev.spadework.task.Call;
import dev.spadework.task.Choice;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import dev.spadework.task.Told;
import dev.spadework.task.Usage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The conversation as a projection of the record; how it is sent is llm's. */
class TranscriptTest {
  private static final TaskEvent BRIEFED = new TaskEvent.Briefed("The brief.", List.of());
  private static final TaskEvent ASKS = new TaskEvent.ModelAsked(Purpose.WORK, "m", 1, 1);
  private static final Turn.Person OPENING =
      new Turn.Person(
          "The brief.\n\n## The plan\nExport invoices\n1. Write it (Csv.java)\n"
              + "2. Test it (CsvTest.java)\n\nBegin.");

  private static TaskEvent says(String raw, Call... calls) {
    return new TaskEvent.ModelReplied(
        Purpose.WORK, "m", raw, List.of(calls), Usage.NONE, 1, "STOP", raw, 1);
  }

  private static TaskEvent returned(String call, String text) {
    return new TaskEvent.ToolReturned(
        call, "search", false, text, Optional.empty(), Optional.empty(), 1);
  }

  private static Told begun() {
    return Told.prepared()
        .then(BRIEFED, new TaskEvent.ModelAsked(Purpose.PLAN, "m", 1, 1))
        .then(Told.replied(Purpose.PLAN, 1), new TaskEvent.PlanMade(plan(0.9)));
  }

  private static List<Turn> turns(Told told) {
    return Transcript.of(told.entries());
  }

  private static Gate gate(Gate.Kind kind, String subject) {
    return Gate.of("g1", kind, subject, "How?", List.of());
  }

  @Test
  void itBeginsWithTheBriefAndThePlanInOneTurn() {
    assertThat(turns(begun())).containsExactly(OPENING);
  }

  @Test
  void repliesAreSentBackVerbatimAndResultsFollowThem() {
    Told told = begun().then(ASKS, says("raw-1", call("c1", "search"), call("c2", "search")));
    told.then(returned("c1", "one"), returned("c2", "two"));
    assertThat(turns(told))
        .containsExactly(
            OPENING,
            new Turn.ModelSaid("raw-1"),
            new Turn.ToolSaid("c1", "search", "one", false),
            new Turn.ToolSaid("c2", "search", "two", false));
  }

  @Test
  void whatAPersonSaysStandsAfterAllResultsHoweverEarlyItCame() {
    Told told = begun().then(ASKS, says("raw-1", call("c1", "search"), call("c2", "search")));
    told.then(returned("c1", "one"), new TaskEvent.Said("U0ANN", "mind the header"));
    told.then(returned("c2", "two"));
    assertThat(turns(told).get(3)).isEqualTo(new Turn.ToolSaid("c2", "search", "two", false));
    assertThat(turns(told).get(4)).isEqualTo(new Turn.Person("A person says: mind the header"));
  }

  @Test
  void whatIsSaidWhileTheModelIsAskedComesAfterItsAnswer() {
    Told told = begun().then(ASKS, new TaskEvent.Said("U0ANN", "mind the header"));
    told.then(says("raw-1", call("c1", "search")), returned("c1", "one"));
    assertThat(turns(told))
        .containsExactly(
            OPENING,
            new Turn.ModelSaid("raw-1"),
            new Turn.ToolSaid("c1", "search", "one", false),
            new Turn.Person("A person says: mind the header"));
  }

  @Test
  void whatWasSentWithAnAnswerIsSentAgainToTheByte() {
    Told told = begun().then(new TaskEvent.Said("U0ANN", "one"), ASKS);
    told.then(new TaskEvent.Said("U0ANN", "two"), says("raw-1", call("c1", "search")));
    told.then(returned("c1", "r"), new TaskEvent.Said("U0ANN", "three"), ASKS);
    told.then(says("silent"), new TaskEvent.Said("U0ANN", "four"), ASKS, says("raw-3"));
    told.then(new TaskEvent.PlanMade(plan(0.8)), ASKS, new TaskEvent.Claimed("w2"), ASKS);
    told.then(says("raw-4", call("c2", "search")), returned("c2", "r2"), ASKS, says("raw-5"));
    List<Turn> all = turns(told);
    List<Entry> entries = told.entries();
    for (int i = 1; i < entries.size(); i++) {
      boolean answered =
          entries.get(i).event() instanceof TaskEvent.ModelReplied reply
              && reply.purpose() == Purpose.WORK;
      if (answered) {
        int asked = i;
        while (!entries.get(asked).event().equals(ASKS)) {
          asked--;
        }
        List<Turn> sent = Transcript.of(entries.subList(0, asked));
        assertThat(all.subList(0, sent.size())).isEqualTo(sent);
      }
    }
  }

  @Test
  void anAnswerThatCameToAWorkerThatLostTheTaskIsNoPartOfIt() {
    Told told = begun().then(ASKS, new TaskEvent.Claimed("w2"), ASKS);
    told.then(says("raw-1", call("c1", "search")), says("raw-late", call("c9", "search")));
    told.then(returned("c1", "one"));
    assertThat(turns(told))
        .containsExactly(
            OPENING, new Turn.ModelSaid("raw-1"), new Turn.ToolSaid("c1", "search", "one", false));
  }

  @Test
  void aReplyWithoutACallIsNudged() {
    Told told = begun().then(ASKS, says("thinking aloud"));
    assertThat(turns(told).get(2)).isInstanceOf(Turn.Person.class);
    assertThat(turns(told).get(2).toString()).contains("You called no tool");
  }

  @Test
  void anEmptyReplyIsLeftOutAndOnlyNudged() {
    Told told =
        begun()
            .then(
                ASKS,
                new TaskEvent.ModelReplied(
                    Purpose.WORK, "m", "", List.of(), Usage.NONE, 1, "STOP", "{}", 1));
    assertThat(turns(told)).hasSize(1);
    assertThat(turns(told).get(0).toString()).contains("Begin.", "You called no tool");
  }

  @Test
  void aHintReachesTheModelAndAnEmptyOneSaysSo() {
    Told told = begun().then(ASKS, says("raw-1", call("c1", "search")), returned("c1", "red"));
    told.then(new TaskEvent.GateOpened(gate(Gate.Kind.TESTS, "v9")));
    told.then(new TaskEvent.Decided("g1", Choice.RETRY_WITH_HINT, "U0BOB", "the header"));
    assertThat(turns(told).get(3)).isEqualTo(new Turn.Person("A person says: the header"));
    Told bare = begun().then(new TaskEvent.GateOpened(gate(Gate.Kind.TESTS, "v9")));
    bare.then(new TaskEvent.Decided("g1", Choice.RETRY_WITH_HINT, "U0BOB", ""));
    assertThat(turns(bare).get(0).toString()).contains("Try again; there is no further hint.");
  }

  @Test
  void anAnswerAtALoopOrASilenceReachesTheModel() {
    for (String subject : List.of("loop-9", "silent-9")) {
      Told told = begun().then(ASKS, says("raw-1", call("c1", "search")), returned("c1", "x"));
      told.then(new TaskEvent.GateOpened(gate(Gate.Kind.UNCERTAIN, subject)));
      told.then(new TaskEvent.Decided("g1", Choice.ANSWER, "U0BOB", "look in Csv.java"));
      assertThat(turns(told).get(3)).isEqualTo(new Turn.Person("A person says: look in Csv.java"));
    }
  }

  @Test
  void anAnswerToTheModelsOwnQuestionOrAboutThePlanIsNotSaidTwice() {
    for (String subject : List.of("c1", "plan-1", "baseline")) {
      Told told = begun().then(ASKS, says("raw-1", call("c1", "ask_human")));
      told.then(new TaskEvent.GateOpened(gate(Gate.Kind.UNCERTAIN, subject)));
      told.then(new TaskEvent.Decided("g1", Choice.ANSWER, "U0BOB", "comma"));
      told.then(returned("c1", "Answer:comma"));
      assertThat(turns(told)).hasSize(3);
    }
  }

  @Test
  void aPlanThatChangesLaterIsSaidAsAChange() {
    Told told = begun().then(ASKS, says("raw-1", call("c1", "search")), returned("c1", "x"));
    told.then(new TaskEvent.PlanMade(plan(0.8)));
    assertThat(turns(told).get(3).toString())
        .contains("The plan was changed.", "2. Test it (CsvTest.java)")
        .doesNotContain("Begin.");
  }

  @Test
  void aPlanThatIsMadeAgainBeforeTheWorkReplacesTheFirst() {
    Told told = begun().then(new TaskEvent.PlanMade(plan(0.95)));
    assertThat(turns(told)).containsExactly(OPENING);
  }

  @Test
  void answersOfPlannerAndSummaryAreNoPartOfIt() {
    Told told = begun().then(Told.replied(Purpose.SUMMARY, 1), Told.replied(Purpose.PLAN, 1));
    told.then(new TaskEvent.ReplyRefused(Purpose.PLAN, "it was not JSON."));
    assertThat(turns(told)).containsExactly(OPENING);
  }

  @Test
  void aReasonReachesTheModelBeforeItsNextCallAndTheLastOneCounts() {
    Told told =
        begun()
            .then(new TaskEvent.GateOpened(gate(Gate.Kind.PLAN, "plan-1")))
            .then(new TaskEvent.Decided("g1", Choice.APPROVE, "U0BOB", ""))
            .then(new Aside.Reasoned("g1", "U0BOB", "all five"))
            .then(new Aside.Reasoned("g1", "U0BOB", "only three"));
    String said = "A person says why they chose \"Approve\" when asked \"How?\": ";
    assertThat(turns(told))
        .containsExactly(new Turn.Person(OPENING.text() + "\n\n" + said + "only three"));
    told.then(ASKS, says("raw-1", call("c1", "search")), returned("c1", "one"));
    List<Turn> before = turns(told);
    told.then(new Aside.Reasoned("g1", "U0BOB", "all five after all"));
    assertThat(turns(told)).startsWith(before.toArray(new Turn[0]));
    assertThat(turns(told)).endsWith(new Turn.Person(said + "all five after all"));
  }
}
