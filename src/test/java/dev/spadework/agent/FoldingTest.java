package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.llm.ModelSettings;
import dev.spadework.llm.Models;
import dev.spadework.llm.Prices;
import dev.spadework.llm.Provider;
import dev.spadework.llm.Turn;
import dev.spadework.redact.Redactor;
import dev.spadework.sandbox.Limits;
import dev.spadework.task.Call;
import dev.spadework.task.TalkEvent;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import dev.spadework.task.Told;
import dev.spadework.task.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is sent only grows, but at a fold; and it never grows past its budget. */
class FoldingTest {
  private static final int BUDGET = 1_500;
  private static final String LITE = "gemini:gemini-3.5-flash-lite";

  /** How the summary model answers: a summary, nothing, or an error. */
  private final List<Answer> answers =
      List.of(
          Answer.text("Csv.java writes the export; quotes are not doubled yet."),
          Answer.text(""),
          Answer.error(503, "UNAVAILABLE", "overloaded"));

  private ScriptedGemini model;
  private Folding folding;

  @BeforeEach
  void start() throws IOException {
    model = ScriptedGemini.start(0, request -> answers.get(request.firstText().length() % 3));
    AgentSettings settings =
        new AgentSettings(
            40,
            Duration.ofMinutes(1),
            2048,
            0.7,
            2000,
            "",
            Limits.defaults(),
            Duration.ofSeconds(20),
            BUDGET);
    Models models =
        Models.of(
            new ModelSettings(
                LITE,
                LITE,
                LITE,
                Optional.empty(),
                Map.of(Provider.GEMINI, new ModelSettings.Access("key", model.baseUrl()))));
    folding =
        new Folding(
            new Calls(models, Prices.of(Map.of()), settings, Redactor.of(List.of())), settings);
  }

  @AfterEach
  void stop() {
    model.close();
  }

  @Test
  void everyRequestExtendsTheOneBeforeOrFoldsIt() throws Exception {
    int folds = 0;
    for (int seed = 0; seed < 20; seed++) {
      folds += converse(new Random(seed), 14);
    }
    assertThat(folds).isGreaterThan(20);
  }

  @Tag("bench")
  @Test
  void everyRequestOfAHundredThousandExtendsTheOneBeforeOrFoldsIt() throws Exception {
    for (int seed = 0; seed < 5_000; seed++) {
      converse(new Random(seed), 20);
    }
  }

  private int converse(Random random, int asks) throws InterruptedException {
    Paper paper = new Paper();
    Told.prepared().entries().forEach(entry -> paper.write(entry.event()));
    paper.write(new TaskEvent.Briefed("The brief.", List.of()));
    paper.write(new TaskEvent.PlanMade(Told.plan(0.9)));
    List<Turn> before = List.of();
    int folds = 0;
    for (int ask = 0; ask < asks; ask++) {
      folding.fold(paper, Transcript.of(paper.entries()));
      boolean folded = paper.all(TalkEvent.Folded.class).size() > folds;
      folds = paper.all(TalkEvent.Folded.class).size();
      List<Turn> turns = Transcript.of(paper.entries());
      if (folded) {
        assertFolded(before, turns);
      } else {
        assertThat(bytes(turns)).startsWith(bytes(before));
      }
      assertWithinBudget(turns);
      paper.write(new TaskEvent.ModelAsked(Purpose.WORK, "m", 1, 1));
      before = turns;
      round(paper, random, ask);
    }
    return folds;
  }

  /** The opening with all earlier folds is as it was, and so is what stays of the rest. */
  private static void assertFolded(List<Turn> before, List<Turn> turns) {
    assertThat(bytes(turns)).startsWith(bytes(before.subList(0, 1)));
    List<Turn> answered = turns.stream().filter(Turn.ModelSaid.class::isInstance).toList();
    assertThat(answered).isNotEmpty();
    int from = before.indexOf(answered.get(0));
    if (from > 0) {
      assertThat(bytes(turns.subList(1, turns.size())))
          .startsWith(bytes(before.subList(from, before.size())));
    }
  }

  private static void assertWithinBudget(List<Turn> turns) {
    int tokens = turns.stream().skip(1).mapToInt(Fold::tokens).sum();
    long answers = turns.stream().filter(Turn.ModelSaid.class::isInstance).count();
    assertThat(tokens <= BUDGET || answers == 1).as("%d tokens", tokens).isTrue();
  }

  /** What providers see of turns: a person's words may go on, all else stands as it is. */
  private static String bytes(List<Turn> turns) {
    return turns.stream()
        .map(turn -> turn instanceof Turn.Person person ? person.text() : turn.toString())
        .collect(Collectors.joining("\n\n"));
  }

  private static void round(Paper paper, Random random, int ask) {
    List<Call> calls = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String tool = List.of("read_file", "edit_file", "run_tests").get(random.nextInt(3));
      String path = "src/File" + random.nextInt(3) + ".java";
      calls.add(new Call("c" + ask + "-" + i, tool, "{\"path\":\"" + path + "\"}"));
    }
    if (random.nextInt(6) == 0) {
      paper.write(new TaskEvent.Said("U0ANN", "mind the header " + ask));
    }
    String raw = "raw-" + ask + " " + "x".repeat(random.nextInt(1_200));
    paper.write(
        new TaskEvent.ModelReplied(
            Purpose.WORK, "m", "said", calls, Usage.NONE, 1, "STOP", raw, 1));
    for (Call call : calls) {
      paper.write(
          new TaskEvent.ToolReturned(
              call.id(),
              call.tool(),
              random.nextInt(5) == 0,
              "result " + "y".repeat(random.nextInt(2_000)),
              Optional.empty(),
              Optional.empty(),
              1));
    }
    if (random.nextInt(5) == 0) {
      paper.write(new TaskEvent.Claimed("w" + ask));
    }
  }

  @Test
  void peoplesWordsAreKeptAsTheyAre() throws InterruptedException {
    Paper paper = new Paper();
    Told.prepared().entries().forEach(entry -> paper.write(entry.event()));
    paper.write(new TaskEvent.Briefed("The brief.", List.of()));
    paper.write(new TaskEvent.PlanMade(Told.plan(0.9)));
    for (int ask = 0; ask < 6; ask++) {
      paper.write(new TaskEvent.ModelAsked(Purpose.WORK, "m", 1, 1));
      if (ask == 1) {
        paper.write(new TaskEvent.Said("U0ANN", "never touch the header"));
      }
      round(paper, new Random(ask + 7), ask);
    }
    folding.fold(paper, Transcript.of(paper.entries()));
    assertThat(paper.all(TalkEvent.Folded.class)).hasSize(1);
    assertThat(Transcript.of(paper.entries()).get(0).toString())
        .contains("A person says: never touch the header");
  }

  @Test
  void aFileThatWasChangedSinceIsOnlyNamed() {
    Paper paper = new Paper();
    Told.prepared().entries().forEach(entry -> paper.write(entry.event()));
    Call read = new Call("c1", "read_file", "{\"path\":\"A.java\"}");
    Call edit = new Call("c2", "edit_file", "{\"path\":\"A.java\",\"old\":\"a\",\"new\":\"b\"}");
    paper.write(
        new TaskEvent.ModelReplied(
            Purpose.WORK, "m", "", List.of(read, edit), Usage.NONE, 1, "STOP", "raw", 1));
    List<Turn> turns =
        List.of(
            new Turn.ToolSaid("c1", "read_file", "class A {}", false),
            new Turn.ToolSaid("c2", "edit_file", "Edited A.java.", false));
    for (Turn turn : turns) {
      Turn.ToolSaid said = (Turn.ToolSaid) turn;
      paper.write(
          new TaskEvent.ToolReturned(
              said.callId(),
              said.tool(),
              false,
              said.text(),
              Optional.empty(),
              Optional.empty(),
              1));
    }
    assertThat(Doings.of(paper.entries()).told(turns, 100, 500))
        .isEqualTo(
            "- read_file A.java: read or changed again later\n"
                + "- edit_file A.java: Edited A.java.");
  }
}
