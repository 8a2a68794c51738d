package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.context.BadPattern;
import dev.spadework.context.LogText;
import dev.spadework.task.Call;
import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code read_output(id, from, to, pattern)}: lines of an output that was cut, or of an attached
 * file; with a pattern, those of them that hold it.
 */
final class ReadOutputTool implements Tool {
  private static final int LINES = 200;

  /** Lines that a search gives. */
  private static final int MATCHES = 40;

  /** Characters of a line: output has lines of megabytes. */
  private static final int LONGEST_LINE = 2_000;

  @Override
  public String name() {
    return "read_output";
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema("id", "from?:integer", "to?:integer", "pattern?");
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench) throws WrongCall {
    String id = arguments.text("id");
    byte[] bytes =
        own(id, bench)
            .or(() -> Enclosed.read(bench.notebook(), id))
            .orElseThrow(() -> new WrongCall("There is no output " + id + "."));
    LogText text = LogText.of(new String(bytes, StandardCharsets.UTF_8));
    Optional<String> pattern = arguments.optional("pattern").filter(p -> !p.isEmpty());
    if (pattern.isPresent()) {
      return Said.ok(found(text, pattern.get(), arguments));
    }
    List<String> lines = text.lines().stream().map(ReadOutputTool::shortened).toList();
    return Said.ok(ReadFileTool.slice("The output", lines, arguments, LINES));
  }

  private static String found(LogText text, String pattern, Arguments arguments) throws WrongCall {
    int to = arguments.number("to", Integer.MAX_VALUE);
    try {
      LogText.Found found = text.find(pattern, arguments.number("from", 1), to, MATCHES);
      if (found.numbered().isEmpty()) {
        return "No line holds that text. `pattern` is plain text; `a|b` finds either.";
      }
      String more = found.more() == 0 ? "" : "\n… " + found.more() + " more lines hold it.";
      return String.join("\n", found.numbered()) + more;
    } catch (BadPattern e) {
      throw new WrongCall(e.getMessage());
    }
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST_LINE
        ? line
        : line.substring(0, LONGEST_LINE) + "… (" + line.length() + " characters; use `pattern`)";
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
