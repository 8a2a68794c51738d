package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.task.Call;

/** {@code write_file(path, content)}: makes a file, or replaces all of it. */
final class WriteFileTool implements Tool {
  @Override
  public String name() {
    return "write_file";
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema("path", "content");
  }

  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench) throws WrongCall {
    String path = arguments.text("path");
    boolean there = bench.files().exists(path);
    bench.files().write(path, arguments.text("content"));
    return Said.ok((there ? "Replaced " : "Made ") + path + ".");
  }
}
