package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.task.Call;
import java.util.List;

/** {@code read_file(path)}: a file, or some of its lines. */
final class ReadFileTool implements Tool {
  private static final int LINES = 400;
  private static final int CHARS = 24_000;

  @Override
  public String name() {
    return "read_file";
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema("path", "from?:integer", "to?:integer");
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench) throws WrongCall {
    String path = arguments.text("path");
    List<String> lines = bench.files().read(path).lines().toList();
    return Said.ok(slice(path, lines, arguments, LINES));
  }

  /** The lines that were asked for, with a header where they are not all. */
  static String slice(String name, List<String> lines, Arguments arguments, int atMost)
      throws WrongCall {
    int from = Math.max(1, arguments.number("from", 1));
    int last = (int) Math.min(Integer.MAX_VALUE, (long) from + atMost - 1);
    int to = Math.min(lines.size(), Math.min(last, arguments.number("to", last)));
    if (from > Math.max(lines.size(), 1)) {
      throw new WrongCall(name + " has " + lines.size() + " lines.");
    }
    String text = String.join("\n", lines.subList(from - 1, Math.max(to, from - 1)));
    if (text.length() > CHARS) {
      text = text.substring(0, CHARS) + "\n… cut; ask for fewer lines.";
    }
    boolean whole = from == 1 && to == lines.size();
    return whole ? text : "lines " + from + "-" + to + " of " + lines.size() + ":\n" + text;
  }
}
