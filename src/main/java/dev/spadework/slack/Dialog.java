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

  /** What it remembers of the press that opened it. */
  record Origin(Pressed pressed, String channel, Optional<String> thread) {
    private String text() {
      return channel + " " + thread.orElse("-") + " " + pressed.value();
    }

    static Optional<Origin> read(String text) {
      String[] parts = text.split(" ", 3);
      return parts.length < 3
          ? Optional.empty()
          : Pressed.read(parts[2])
              .map(
                  pressed ->
                      new Origin(
                          pressed, parts[0], Optional.of(parts[1]).filter(t -> !t.equals("-"))));
    }
  }

  static ObjectNode of(Pressed pressed, String channel, Optional<String> thread) {
    return asking(
        CALLBACK,
        new Origin(pressed, channel, thread).text(),
        pressed.choice().label(),
        say("dialog.label." + key(pressed.choice())));
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
