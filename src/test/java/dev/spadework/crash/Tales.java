package dev.spadework.crash;

import static dev.spadework.desk.Story.call;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Story;
import dev.spadework.task.Gate;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** The stories in which the bot dies everywhere. */
final class Tales {
  private static final String WISH = "add a subtraction";
  private static final Answer.Call SUB = write("sub.sh", "echo $(($1 - $2))\n");
  private static final Answer.Call TEST =
      write("tests/subtracts.sh", "[ \"$(sh sub.sh 3 1)\" = 2 ]\n");
  private static final Answer.Call TESTS = call("run_tests", Map.of());
  private static final Answer.Call FINISH =
      call(
          "finish",
          Map.of(
              "summary",
              "`sub.sh`: subtracts\n`tests/subtracts.sh`: tests it",
              "risks",
              List.of("no overflow check")));

  private Tales() {}

  /** By their names; each is told anew each time. */
  static Map<String, Supplier<Tale>> all() {
    Map<String, Supplier<Tale>> all = new LinkedHashMap<>();
    all.put("calm", () -> new Tale("calm", WISH, works(Story.named("calm").plan(plan(0.9)))));
    all.put("question answered", Tales::answered);
    all.put("plan approved", () -> unsure().with(s -> s.press(Gate.Kind.UNCERTAIN, "Approve")));
    all.put("plan rejected", () -> unsure().with(s -> s.press(Gate.Kind.UNCERTAIN, "Reject")));
    all.put("red twice, hint", () -> red("hint").with(Tales::hints));
    all.put("red twice, draft", () -> red("draft").with(s -> pressed(s, "Open as draft")));
    all.put("red twice, replanned", Tales::replanned);
    all.put("red twice, stopped", () -> red("stopped").with(s -> pressed(s, "Stop")));
    all.put("cancelled", Tales::cancelled);
    all.put("steered", Tales::steered);
    all.put("money", Tales::money);
    all.put("parts", Tales::parts);
    all.put("docs", Tales::docs);
    all.put("standing order", Tales::ordered);
    all.put("nothing to do", Tales::idle);
    return all;
  }

  private static Tale unsure() {
    Story story = works(Story.named("unsure").plan(plan(0.5, "Which way round?")));
    return new Tale("unsure", WISH, story);
  }

  private static Tale answered() {
    Story story =
        works(Story.named("unsure").plan(plan(0.5, "Which way round?")))
            .planWhen("first minus second", plan(0.9));
    return new Tale("question answered", WISH, story)
        .with(
            scene ->
                scene
                    .question(Gate.Kind.UNCERTAIN)
                    .ifPresent(q -> scene.say("first minus second")));
  }

  /** Looks, writes, runs a command, tests, finishes: every kind of effect, one in each turn. */
  private static Story works(Story story) {
    return story
        .turn(
            call("search", Map.of("pattern", "prices")),
            call("read_file", Map.of("path", "total.sh")))
        .turn(SUB, call("step_done", Map.of("step", 1)))
        .turn(call("run_command", Map.of("command", "sh sub.sh 3 1")))
        .turn(TEST, call("step_done", Map.of("step", 2)))
        .turn(TESTS)
        .turn(FINISH)
        .summary("Add a subtraction\n\nSubtracts the second number from the first.");
  }

  /** Wrong twice; right once a person's word has been heard. */
  private static Tale red(String name) {
    Story story =
        Story.named("wrong twice")
            .plan(plan(0.9))
            .planWhen("just subtract", plan(0.95))
            .turn(TEST)
            .turn(write("sub.sh", "echo $(($2 - $1))\n"))
            .turn(TESTS)
            .turn(write("sub.sh", "echo $(($1 + $2))\n"))
            .turn(TESTS)
            .turn(SUB)
            .turn(TESTS)
            .turn(FINISH)
            .summary("Add a subtraction\n\nSubtracts the second number from the first.");
    return new Tale("red twice, " + name, WISH, story);
  }

  /** A test of its own takes all the memory that there is, until a person says so. */
  static Tale hungry() {
    String path = "tests/hungry.sh";
    Story story =
        Story.named("hungry")
            .plan(plan(0.9))
            .turn(SUB, TEST, write(path, "tail /dev/zero\n"))
            .turn(TESTS)
            .turn(write(path, ":; tail /dev/zero\n"))
            .turn(TESTS)
            .turn(call("delete_file", Map.of("path", path)))
            .turn(TESTS)
            .turn(FINISH)
            .summary("Add a subtraction\n\nSubtracts the second number from the first.");
    return new Tale("hungry", WISH, story)
        .with(
            scene ->
                scene.question(Gate.Kind.TESTS).ifPresent(card -> scene.say("do without hungry")));
  }

  private static void pressed(Scene scene, String label) {
    scene.press(Gate.Kind.TESTS, label);
  }

  private static void hints(Scene scene) {
    scene.question(Gate.Kind.TESTS).ifPresent(card -> scene.say("first minus second"));
  }

  private static Tale replanned() {
    return red("replanned")
        .with(scene -> scene.fill(Gate.Kind.TESTS, "Change the plan", "just subtract"));
  }

  /** Ann cancels while the model is asked. */
  private static Tale cancelled() {
    Story story =
        Story.named("cancelled")
            .plan(plan(0.9))
            .turn(SUB)
            .turn(request -> new Answer.Hang(Answer.text("late")));
    return new Tale("cancelled", WISH, story)
        .with(
            scene ->
                scene
                    .task()
                    .filter(task -> task.talk().turns() > 0)
                    .flatMap(task -> scene.message(task, "card"))
                    .ifPresent(card -> scene.press(card, "Cancel")));
  }

  /** Ann says more while the model is asked; it hears that at its next turn. */
  private static Tale steered() {
    CountDownLatch said = new CountDownLatch(1);
    Story story =
        Story.named("steered")
            .plan(plan(0.9))
            .turn(
                request -> {
                  await(said);
                  return Answer.calls(SUB);
                })
            .turn(
                request ->
                    Answer.calls(
                        request.shows("test it too")
                            ? TEST
                            : call("search", Map.of("pattern", "?"))))
            .turn(TESTS)
            .turn(FINISH)
            .summary("Add a subtraction\n\nSubtracts the second number from the first.");
    return new Tale("steered", WISH, story)
        .with(
            scene -> {
              boolean works = scene.task().filter(t -> t.planVersion() > 0).isPresent();
              if (works && scene.say("test it too")) {
                said.countDown();
              }
            });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Tale money() {
    return new Tale("money", WISH + " budget:0.08", works(Story.named("money").plan(plan(0.9))))
        .with(scene -> scene.press(Gate.Kind.MONEY, "Continue"));
  }

  private static Tale parts() {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      steps.add(Map.of("title", "step " + i, "files", List.of("f" + i + ".sh")));
    }
    Map<String, Object> whole = new LinkedHashMap<>(plan(0.9));
    whole.put("steps", steps);
    Story large = Story.named("large").plan(whole);
    Story small = works(Story.named("small").plan(plan(0.9)));
    return new Tale(
            "parts",
            "add everything",
            request ->
                request.isPlan() && !request.contents().toString().contains("larger task")
                    ? large.answer(request)
                    : small.answer(request))
        .with(scene -> scene.press(Gate.Kind.SIZE, "Start all in order"))
        .of(3);
  }

  private static Tale docs() {
    Map<String, Object> plan = new LinkedHashMap<>(plan(0.9));
    plan.put("steps", List.of(Map.of("title", "Say it", "files", List.of("README.md"))));
    Story story =
        Story.named("docs")
            .plan(plan)
            .turn(write("README.md", "# Shop\n\nSee [the tests](test.sh).\n"))
            .turn(call("finish", Map.of("summary", "`README.md`: new", "risks", List.of())))
            .turn(call("finish", Map.of("summary", "`README.md`: new", "risks", List.of())))
            .summary("Say how it is tested\n\nA first page.");
    return new Tale("docs", "say how it is tested kind:docs", story);
  }

  private static Tale ordered() {
    String soon =
        LocalTime.now(ZoneOffset.UTC).plusHours(1).truncatedTo(ChronoUnit.MINUTES).toString();
    return new Tale(
            "standing order",
            "every day " + soon + " " + WISH,
            works(Story.named("ordered").plan(plan(0.9))))
        .with(
            scene -> {
              if (scene.whispered("s1 stands")) {
                scene.forward(Duration.ofMinutes(61));
              }
            });
  }

  private static Tale idle() {
    Story story =
        Story.named("idle")
            .plan(plan(0.9))
            .turn(call("finish", Map.of("summary", "It is there already.")));
    return new Tale("nothing to do", WISH, story);
  }

  private static Answer.Call write(String path, String content) {
    return call("write_file", Map.of("path", path, "content", content));
  }

  private static Map<String, Object> plan(double confidence, String... questions) {
    return Map.of(
        "summary",
        "Add a subtraction",
        "steps",
        List.of(
            Map.of("title", "Write sub.sh", "files", List.of("sub.sh")),
            Map.of("title", "Test it", "files", List.of("tests/subtracts.sh"))),
        "assumptions",
        List.of(),
        "questions",
        List.of(questions),
        "risk",
        "low",
        "confidence",
        confidence,
        "judgement",
        List.of());
  }
}
