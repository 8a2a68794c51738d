package dev.spadework.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A script for one task: a plan, then one answer per turn of the conversation, then a summary. A
 * turn is the number of times that the model has spoken in the transcript it is shown. Build it
 * first, then serve it; serving does not change it.
 *
 * <pre>{@code
 * Story.named("export")
 *     .when("add CSV export")
 *     .plan(Map.of("summary", "…"))
 *     .turn(call("read_file", Map.of("path", "Invoices.java")))
 *     .turn(request -> text("I saw " + request.results()))
 *     .summary("Adds CSV export.");
 * }</pre>
 */
public final class Story implements Script {
  private record Replan(String shown, Answer plan) {}

  private final String name;
  private final List<Replan> replans = new ArrayList<>();
  private final List<Script> turns = new ArrayList<>();
  private Optional<String> trigger = Optional.empty();
  private Optional<Script> plan = Optional.empty();
  private Optional<Script> summary = Optional.empty();

  private Story(String name) {
    this.name = name;
  }

  /** An empty story. The name appears where the story runs out. */
  public static Story named(String name) {
    return new Story(name);
  }

  /** A call of the named tool, for {@link #turn(Answer.Call...)}. */
  public static Answer.Call call(String tool, Map<String, ?> arguments) {
    return Answer.call(tool, arguments);
  }

  /**
   * Several stories in one script. Each request goes to the first whose trigger some message of a
   * person in it contains.
   *
   * @param otherwise what is said where no story fits
   */
  public static Script firstOf(Script otherwise, Story... stories) {
    List<Story> all = List.of(stories);
    return request ->
        all.stream()
            .filter(story -> story.trigger.map(request::shows).orElse(true))
            .findFirst()
            .<Script>map(story -> story)
            .orElse(otherwise)
            .answer(request);
  }

  /** Tells this story only where a person's message contains the text; see {@link #firstOf}. */
  public Story when(String text) {
    trigger = Optional.of(text);
    return this;
  }

  /** The plan: JSON text, or a value that Jackson can turn into JSON. */
  public Story plan(Object json) {
    Answer answer = Answer.plan(json);
    return plan(request -> answer);
  }

  /** The plan, made from what the planner is shown. */
  public Story plan(Script script) {
    plan = Optional.of(script);
    return this;
  }

  /** Another plan for when a person's message contains the text, such as an answer or a hint. */
  public Story planWhen(String shown, Object json) {
    replans.add(new Replan(shown, Answer.plan(json)));
    return this;
  }

  /** The next turn: these tool calls at once. */
  public Story turn(Answer.Call... calls) {
    return turn(Answer.calls(calls));
  }

  /** The next turn. */
  public Story turn(Answer answer) {
    return turn(request -> answer);
  }

  /** The next turn, made from what the model is shown. */
  public Story turn(Script script) {
    turns.add(script);
    return this;
  }

  /** What is said to a request with neither tools nor schema. */
  public Story summary(String text) {
    return summary(request -> Answer.text(text));
  }

  /** What is said to a request with neither tools nor schema, made from what is shown. */
  public Story summary(Script script) {
    summary = Optional.of(script);
    return this;
  }

  @Override
  public Answer answer(Request request) {
    if (request.isPlan()) {
      return replans.stream()
          .filter(replan -> request.shows(replan.shown))
          .reduce((earlier, later) -> later)
          .map(Replan::plan)
          .or(() -> plan.map(script -> script.answer(request)))
          .orElseGet(() -> missing("plan"));
    }
    if (request.isSummary()) {
      return summary.map(script -> script.answer(request)).orElseGet(() -> missing("summary"));
    }
    return request.turn() < turns.size()
        ? turns.get(request.turn()).answer(request)
        : missing("turn " + request.turn());
  }

  private Answer missing(String what) {
    return Answer.error(
        400, "INVALID_ARGUMENT", "The scripted story \"" + name + "\" has no " + what + ".");
  }
}
