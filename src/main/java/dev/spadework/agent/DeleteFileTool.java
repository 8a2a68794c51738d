package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.task.Call;

/** {@code delete_file(path)}. */
final class DeleteFileTool implements Tool {
  @Override
  public String name() {
    return "delete_file";
  }

  @Override
  public Effect effect() {
    return Effect.SURELY;
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema("path");
  }

  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench) throws WrongCall {
    String path = arguments.text("path");
    bench.files().delete(path);
    return Said.ok("Deleted " + path + ".");
  }
}
