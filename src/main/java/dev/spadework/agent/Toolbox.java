package dev.spadework.agent;

import dev.spadework.llm.ToolSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tools that the model sees, always in the same order. */
final class Toolbox {
  private final List<Tool> tools;
  private final List<ToolSpec> specs;

  Toolbox(AgentSettings settings) {
    tools =
        List.of(
            new SearchTool(),
            new ReadFileTool(),
            new EditFileTool(),
            new WriteFileTool(),
            new DeleteFileTool(),
            new RunCommandTool(settings),
            new RunTestsTool(),
            new ReadOutputTool(),
            new StepDoneTool(),
            new AskHumanTool(),
            new FinishTool());
    specs =
        tools.stream()
            .map(
                tool ->
                    new ToolSpec(
                        tool.name(),
                        Prompts.page("tools/" + tool.name() + ".md"),
                        tool.parameters()))
            .toList();
  }

  List<ToolSpec> specs() {
    return specs;
  }

  Optional<Tool> find(String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  String names() {
    return tools.stream().map(Tool::name).collect(Collectors.joining(", "));
  }
}
