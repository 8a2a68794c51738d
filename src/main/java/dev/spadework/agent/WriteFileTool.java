package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.redact.Redactor;
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
    String content = arguments.text("content");
    if (there && content.contains(Redactor.MARK)) {
      EditFileTool.refuseMark("content", content, bench.files().read(path));
    }
    bench.files().write(path, content);
    return Said.ok((there ? "Replaced " : "Made ") + path + ".");
  }
}
