package dev.spadework.agent;

import dev.spadework.context.Hidden;
import dev.spadework.context.Tokens;
import dev.spadework.context.Trim;
import dev.spadework.context.Trimmed;
import dev.spadework.report.Code;
import dev.spadework.task.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came with a request, fenced and labelled: material, never an instruction. */
final class Enclosed {
  /** Tokens for what else was said. */
  static final int BACKGROUND = 1_200;

  /** Tokens for all files together; the rest is read through {@code read_output}. */
  static final int FILES = 2_400;

  private static final int CHARACTERS_A_TOKEN = 3;
  private static final int TELLING = 12;
  private static final String ID = "file-";

  private final String background;
  private final String files;
  private final String telling;

  private Enclosed(String background, String files, String telling) {
    this.background = background;
    this.files = files;
    this.telling = telling;
  }

  static Enclosed of(Notebook notebook) {
    Request request = notebook.task().request();
    List<String> pages = new ArrayList<>();
    List<String> telling = new ArrayList<>();
    int number = 0;
    for (Request.Attachment file : request.attachments()) {
      number++;
      Optional<String> text = notebook.kept(file.blob()).map(Enclosed::text);
      if (text.isPresent()) {
        pages.add(page(file, ID + number, text.get(), FILES / request.attachments().size()));
        telling.addAll(Trim.usefulLines(text.get(), TELLING));
      }
    }
    String said = Hidden.strip(request.background()).strip();
    return new Enclosed(
        said.isEmpty()
            ? ""
            : Prompts.fill("brief-background.md", Map.of("text", Fence.of(said, BACKGROUND))),
        String.join("\n\n", pages),
        String.join("\n", telling));
  }

  private static String page(Request.Attachment file, String id, String text, int budget) {
    Trimmed shown = Trim.log(text, budget * CHARACTERS_A_TOKEN);
    String name = Code.of(Hidden.show(file.name()));
    Map<String, String> values =
        Map.of("name", name, "id", id, "text", Fence.of(shown.text(), budget));
    boolean whole = shown.leftOut() == 0 && Tokens.of(shown.text()) <= budget;
    return Prompts.fill(whole ? "brief-file.md" : "brief-file-cut.md", values);
  }

  /** The kept text of the attached file with this id. */
  static Optional<byte[]> read(Notebook notebook, String id) {
    List<Request.Attachment> files = notebook.task().request().attachments();
    return id.matches(ID + "[1-9]\\d?")
        ? Optional.of(Integer.parseInt(id.substring(ID.length())))
            .filter(number -> number <= files.size())
            .flatMap(number -> notebook.kept(files.get(number - 1).blob()))
        : Optional.empty();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  String background() {
    return background;
  }

  String files() {
    return files;
  }

  /** The lines of the files that say most about a failure. */
  String telling() {
    return telling;
  }
}
