package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.task.Call;

/**
 * {@code write_file(path, content)}: makes a file, or replaces all of it. Encoding, byte order mark
 * and Windows line ends of a file that is there stay.
 */
final class WriteFileTool implements Tool {
  @Override
  public String name() {
    return "write_file";
  }

  @Override
  public Effect effect() {
    return Effect.SURELY;
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
    String content = arguments.text("content");
    if (!bench.files().exists(path)) {
      bench.files().write(path, content);
      return Said.ok("Made " + path + ".");
    }
    TreeFiles.Page page = there(path, bench);
    EditFileTool.refuseMark("content", content, page.text(), page.text());
    boolean windows =
        page.text().contains("\r\n") && !page.text().replace("\r\n", "").contains("\n");
    String text = windows ? Places.plain(content).replace("\n", "\r\n") : content;
    // What its own encoding cannot say is said in UTF-8: all of the file is new.
    Encoding encoding = page.encoding().bytes(text).isPresent() ? page.encoding() : Encoding.UTF_8;
    bench.files().write(path, text, encoding);
    return Said.ok("Replaced " + path + "." + (windows ? " Its Windows line ends are kept." : ""));
  }

  private static TreeFiles.Page there(String path, Bench bench) throws WrongCall {
    try {
      return bench.files().page(path);
    } catch (WrongCall e) {
      throw new WrongCall(
          e.getMessage() + " If all of it is to go, call delete_file first and then write it.");
    }
  }
}
