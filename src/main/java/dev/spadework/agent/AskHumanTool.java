package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.report.Questions;
import dev.spadework.task.Call;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.TaskEvent;
import java.util.List;
import java.util.Optional;

/**
 * {@code ask_human(question, options)}: a question to people; the task rests until it is answered.
 */
final class AskHumanTool implements Tool {
  private static final int OPTIONS = 4;
  private static final int LONGEST_OPTION = 70;

  @Override
  public String name() {
    return "ask_human";
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema("question", "options?:list");
  }

  @Override
  public Optional<Gate> asks(Call call, Arguments arguments, Bench bench) throws WrongCall {
    if (decided(call, bench).isPresent()) {
      return Optional.empty();
    }
    List<String> options = arguments.list("options");
    if (options.size() > OPTIONS || options.stream().anyMatch(o -> o.length() > LONGEST_OPTION)) {
      throw new WrongCall(
          "At most " + OPTIONS + " options of at most " + LONGEST_OPTION + " characters.");
    }
    return Optional.of(
        Gates.open(
            bench.task(),
            Gate.Kind.UNCERTAIN,
            call.id(),
            Questions.askHuman(arguments.text("question"), options)));
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench) {
    TaskEvent.Decided decided = decided(call, bench).orElseThrow();
    if (decided.choice() == Choice.CHANGE_PLAN) {
      return Said.ok("The person changed the plan; the new one follows.");
    }
    String text = decided.text().isBlank() ? "" : " " + decided.text();
    return Said.ok(
        decided.choice() == Choice.APPROVE
            ? "Approved: go on as you think best." + text
            : "Answer:" + text);
  }

  private static Optional<TaskEvent.Decided> decided(Call call, Bench bench) {
    return bench.task().gates().decision(Gate.Kind.UNCERTAIN, call.id());
  }
}
