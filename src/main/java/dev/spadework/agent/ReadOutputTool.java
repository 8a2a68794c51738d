package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.task.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code read_output(id, from, to)}: lines of an output that was cut, or of an attached file. */
final class ReadOutputTool implements Tool {
  private static final int LINES = 200;

  @Override
  public String name() {
    return "read_output";
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema("id", "from?:integer", "to?:integer");
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench) throws WrongCall {
    String id = arguments.text("id");
    byte[] bytes =
        bench
            .notebook()
            .kept(bench.task().id() + "/" + id)
            .or(() -> Enclosed.read(bench.notebook(), id))
            .orElseThrow(() -> new WrongCall("There is no output " + id + "."));
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    return Said.ok(ReadFileTool.slice("The output", lines, arguments, LINES));
  }
}
