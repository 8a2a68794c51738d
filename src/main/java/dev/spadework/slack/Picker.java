package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Asks one person, privately, which repository was meant. */
final class Picker {
  static final String ACTION = "pick_repo";
  private static final String BLOCK = "pick ";

  /** Slack's limits on a select: options, and characters of a value. */
  private static final int OPTIONS = 100;

  private static final int VALUE = 150;
  private static final int LABEL = 75;

  private final List<String> names;

  Picker(Repos repos) {
    this.names =
        repos.all().stream()
            .map(SlackSettings.Repo::name)
            .filter(name -> name.length() <= VALUE)
            .toList();
  }

  /** Whether a select can show all of them. */
  boolean fits() {
    return !names.isEmpty() && names.size() <= OPTIONS;
  }

  /**
   * The question.
   *
   * @param key of the request that waits for it
   * @param fallback the same for readers without blocks
   */
  Face ask(String key, String fallback) {
    String question = say("verb.pick.question");
    ObjectNode select = Blocks.object().put("type", "static_select").put("action_id", ACTION);
    select.set("placeholder", Blocks.plain(say("verb.pick.placeholder"), LABEL));
    ArrayNode options = select.putArray("options");
    for (String name : names) {
      ObjectNode option = options.addObject();
      option.set("text", Blocks.plain(name, LABEL));
      option.put("value", name);
    }
    return new Face(
        fallback,
        Blocks.of(List.of(Blocks.section(question), Blocks.actions(BLOCK + key, List.of(select)))));
  }

  /** The key of the request that a block asks about. */
  static String key(String blockId) {
    return blockId.startsWith(BLOCK) ? blockId.substring(BLOCK.length()) : "";
  }
}
