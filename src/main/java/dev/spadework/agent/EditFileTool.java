package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.context.Hidden;
import dev.spadework.redact.Redactor;
import dev.spadework.task.Call;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code edit_file(path, old, new)}: replaces text that stands exactly once. */
final class EditFileTool implements Tool {
  private static final int LINES_NAMED = 10;

  @Override
  public String name() {
    return "edit_file";
  }

  @Override
  public Effect effect() {
    return Effect.SURELY;
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
    TreeFiles.Page page = bench.files().page(path);
    String text = page.text();
    String old = arguments.text("old");
    String replacement = arguments.text("new");
    if (old.isEmpty()) {
      throw new WrongCall("`old` is empty. Give the text to replace, or use write_file.");
    }
    Places places = Places.of(text, old);
    if (places.count() == 0) {
      // What a result showed of characters that are not seen is copied from there.
      String seen = Hidden.unshow(old, text);
      Places meant = Places.of(text, seen);
      if (!seen.equals(old) && meant.count() > 0) {
        places = meant;
        old = seen;
        replacement = Hidden.unshow(replacement, text);
      }
    }
    if (places.count() == 0) {
      refuseMark("old", old, "", text);
    }
    refuseMark("new", replacement, text, text);
    if (places.count() == 0) {
      throw new WrongCall(
          "`old` does not stand in " + path + "." + NearMiss.of(text, old, replacement));
    }
    if (places.count() > 1) {
      throw new WrongCall(
          "`old` stands more than once in "
              + path
              + ", at "
              + named(places.lines())
              + ". Add lines around it until it is unique.");
    }
    if (Places.plain(old).equals(Places.plain(replacement))) {
      throw new WrongCall("`old` and `new` are the same.");
    }
    bench.files().write(path, places.replaced(replacement), page.encoding());
    return Said.ok("Edited " + path + ".");
  }

  private static String named(List<Integer> lines) {
    return (lines.size() == 1 ? "line " : "lines ")
        + lines.stream().limit(LINES_NAMED).map(String::valueOf).collect(Collectors.joining(", "))
        + (lines.size() > LINES_NAMED ? " and more" : "");
  }

  /** The model has seen the mark in the place of something else, and must not write it there. */
  static void refuseMark(String argument, String value, String there, String text)
      throws WrongCall {
    if (value.contains(Redactor.MARK) && !there.contains(Redactor.MARK)) {
      throw new WrongCall(
          "`%s` contains %s, which stands for text you were not shown. Choose lines around it.%s"
              .formatted(argument, Redactor.MARK, around(value, text)));
    }
  }

  /** A part of the value, before or after the mark, that can be matched instead. */
  private static String around(String value, String text) {
    Optional<String> part =
        Arrays.stream(value.split(java.util.regex.Pattern.quote(Redactor.MARK)))
            .filter(each -> !each.isBlank() && Places.of(text, each).count() == 1)
            .max(Comparator.comparingInt(String::length));
    return part.map(
            each ->
                " What stands "
                    + (value.startsWith(each) ? "before" : "after")
                    + " it can be matched alone, at line "
                    + Places.of(text, each).lines().get(0)
                    + "; leave the mark out of `old` and of `new`.")
        .orElse("");
  }
}
