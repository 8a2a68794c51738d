package dev.spadework.agent;

import dev.spadework.context.Tokens;
import dev.spadework.llm.ToolSpec;
import dev.spadework.task.TaskEvent.Layer;
import java.util.List;

/** What stands in a prompt whatever the task is, before all else. */
public final class FixedLayers {
  private FixedLayers() {}

  /** Those of the planner: who it is, and how it is to answer. */
  public static List<Layer> planner() {
    return List.of(
        new Layer("system", Tokens.of(Prompts.page("plan-system.md"))),
        new Layer("answer", Tokens.of(Prompts.json("plan.schema.json") + Prompts.page("plan.md"))));
  }

  /** Those of the worker: who it is, and its tools. */
  static List<Layer> worker(List<ToolSpec> tools) {
    StringBuilder declared = new StringBuilder();
    for (ToolSpec tool : tools) {
      declared.append(tool.name()).append(tool.description()).append(tool.parametersSchema());
    }
    return List.of(
        new Layer("system", Tokens.of(Prompts.page("system.md"))),
        new Layer("tools", Tokens.of(declared.toString())));
  }
}
