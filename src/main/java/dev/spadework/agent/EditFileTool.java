package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.redact.Redactor;
import dev.spadework.task.Call;
import java.util.List;
import java.util.stream.IntStream;

/** {@code edit_file(path, old, new)}: replaces text that stands exactly once. */
final class EditFileTool implements Tool {
  private static final int NEAR = 3;

  @Override
  public String name() {
    return "edit_file";
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema("path", "old", "new");
  }

  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench) throws WrongCall {
    String path = arguments.text("path");
    String text = bench.files().read(path);
    String old = arguments.text("old");
    String replacement = arguments.text("new");
    if (old.isEmpty()) {
      throw new WrongCall("`old` is empty. Give the text to replace, or use write_file.");
    }
    refuseMark("old", old, "");
    refuseMark("new", replacement, text);
    boolean mixed = text.replace("\r\n", "").contains("\n");
    if (text.contains("\r\n") && (!mixed || !text.contains(old))) {
      // The model writes plain line ends; the file keeps its own.
      old = old.replace("\r\n", "\n").replace("\n", "\r\n");
      replacement = replacement.replace("\r\n", "\n").replace("\n", "\r\n");
    }
    int first = text.indexOf(old);
    if (first < 0) {
      throw new WrongCall("`old` does not stand in " + path + "." + nearest(text, old));
    }
    if (text.indexOf(old, first + 1) >= 0) {
      throw new WrongCall(
          "`old` stands more than once in " + path + ". Add lines around it until it is unique.");
    }
    if (old.equals(replacement)) {
      throw new WrongCall("`old` and `new` are the same.");
    }
    bench
        .files()
        .write(path, text.substring(0, first) + replacement + text.substring(first + old.length()));
    return Said.ok("Edited " + path + ".");
  }

  /** The model has seen the mark in the place of something else, and must not write it there. */
  static void refuseMark(String argument, String value, String there) throws WrongCall {
    if (value.contains(Redactor.MARK) && !there.contains(Redactor.MARK)) {
      throw new WrongCall(
          "`%s` contains %s, which stands for text you were not shown. Choose lines around it."
              .formatted(argument, Redactor.MARK));
    }
  }

  /** Lines that look like the first line that was searched. */
  private static String nearest(String text, String old) {
    String wanted = old.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
    List<String> lines = text.lines().toList();
    String start = wanted.substring(0, Math.min(wanted.length(), 24));
    List<String> near =
        IntStream.range(0, lines.size())
            .filter(i -> !start.isEmpty() && lines.get(i).contains(start))
            .limit(NEAR)
            .mapToObj(i -> (i + 1) + ": " + lines.get(i))
            .toList();
    return near.isEmpty()
        ? " Read the file again; text and white space must match exactly."
        : " The nearest lines are:\n" + String.join("\n", near);
  }
}
