package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.task.Call;
import dev.spadework.task.TaskEvent;

/** {@code step_done(step)}: ticks a plan step off. */
final class StepDoneTool implements Tool {
  @Override
  public String name() {
    return "step_done";
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema("step:integer");
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench) throws WrongCall {
    arguments.text("step");
    int step = arguments.number("step", 0);
    int steps = bench.task().plan().orElseThrow().steps().size();
    if (step < 1 || step > steps) {
      throw new WrongCall("The plan has steps 1 to " + steps + ".");
    }
    bench.notebook().write(new TaskEvent.StepDone(step));
    return Said.ok("Step " + step + " of " + steps + " is done.");
  }
}
