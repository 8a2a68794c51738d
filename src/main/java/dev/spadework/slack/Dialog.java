package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.task.Choice;
import java.util.Locale;
import java.util.Optional;

/** The dialog that asks for the text of a choice. */
final class Dialog {
  static final String CALLBACK = "gate_text";
  static final String BLOCK = "text";
  static final String INPUT = "text_input";
  private static final int LONGEST = 3_000;
  private static final int TITLE = 24;

  private Dialog() {}

  /**
   * Where a dialog was opened, and by what: it remembers that as a text.
   *
   * @param value of the button; may have blanks in it
   */
  record From(String channel, Optional<String> thread, String value) {
    static From of(Buttons.Press press) {
      return new From(press.channel(), press.thread(), press.value());
    }

    String text() {
      return channel + " " + thread.orElse("-") + " " + value;
    }

    static Optional<From> read(String text) {
      String[] parts = text.split(" ", 3);
      return parts.length < 3
          ? Optional.empty()
          : Optional.of(
              new From(parts[0], Optional.of(parts[1]).filter(t -> !t.equals("-")), parts[2]));
    }
  }

  /** The same where a choice opened it. */
  record Origin(Pressed pressed, String channel, Optional<String> thread) {
    static Optional<Origin> read(String text) {
      return From.read(text)
          .flatMap(
              from ->
                  Pressed.read(from.value())
                      .map(pressed -> new Origin(pressed, from.channel(), from.thread())));
    }
  }

  static ObjectNode of(Buttons.Press press, Choice choice) {
    return asking(
        CALLBACK, From.of(press).text(), choice.label(), say("dialog.label." + key(choice)));
  }

  /** Opens one right after a press; where that fails the person is told so in these words. */
  static void open(
      Web web, Whispers whispers, Buttons.Press press, ObjectNode view, String failed) {
    try {
      web.open(press.trigger(), view);
    } catch (Refused | Away e) {
      whispers.tell(press.user(), press.channel(), press.thread(), failed);
    }
  }

  /** A dialog with one field for words. */
  static ObjectNode asking(String callback, String metadata, String title, String label) {
    ObjectNode view = Blocks.object().put("type", "modal").put("callback_id", callback);
    view.put("private_metadata", metadata);
    view.set("title", Blocks.plain(title, TITLE));
    view.set("submit", Blocks.plain(say("dialog.submit"), TITLE));
    view.set("close", Blocks.plain(say("dialog.close"), TITLE));
    ObjectNode input = view.putArray("blocks").addObject().put("type", "input");
    input.put("block_id", BLOCK);
    input.set("label", Blocks.plain(label, 150));
    input.set(
        "element",
        Blocks.object()
            .put("type", "plain_text_input")
            .put("action_id", INPUT)
            .put("multiline", true)
            .put("max_length", LONGEST));
    return view;
  }

  /** A choice as the phrases name it. */
  static String key(Choice choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
