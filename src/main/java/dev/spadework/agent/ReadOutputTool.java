package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.task.Call;
import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

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
        own(id, bench)
            .or(() -> Enclosed.read(bench.notebook(), id))
            .orElseThrow(() -> new WrongCall("There is no output " + id + "."));
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    return Said.ok(ReadFileTool.slice("The output", lines, arguments, LINES));
  }

  /** Only what a call of this very task left: other things are kept by such names too. */
  private static Optional<byte[]> own(String id, Bench bench) {
    String name = bench.task().id() + "/" + id;
    boolean left =
        bench.notebook().entries().stream()
            .map(Entry::event)
            .anyMatch(
                event ->
                    event instanceof TaskEvent.ToolReturned returned
                        && returned.output().equals(Optional.of(name)));
    return left ? bench.notebook().kept(name) : Optional.empty();
  }
}
