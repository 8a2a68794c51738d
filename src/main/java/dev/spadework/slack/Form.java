package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.report.Code;
import dev.spadework.report.Money;
import java.util.List;
import java.util.Optional;

/** The dialog that asks for a task. The ids of its blocks are the names of the options. */
final class Form {
  static final String CALLBACK = "new_task";
  static final String DETAILS = "details";
  static final String REPO = "repo";
  static final String KIND = "kind";
  static final String BUDGET = "budget";
  static final String PLAN = "plan";
  static final String BASE = "base";
  static final String CHANNEL = "channel";
  static final String MODEL = "model";

  /** What the plan's box says when it is ticked. */
  static final String ASK = "ask";

  /** Slack's limits: characters of a text, of an option's label and value; options of a select. */
  static final int LONGEST = 3_000;

  private static final int LABEL = 75;
  private static final int OPTIONS = 100;
  private static final int TITLE = 24;
  private static final int SHORT = 200;

  private final List<String> repos;
  private final List<String> kinds;
  private final long usualMicros;
  private final long mostMicros;

  Form(List<String> repos, List<String> kinds, long usualMicros, long mostMicros) {
    this.repos = repos;
    this.kinds = kinds;
    this.usualMicros = usualMicros;
    this.mostMicros = mostMicros;
  }

  /**
   * The dialog.
   *
   * @param repo what to choose beforehand
   * @param details what to fill in beforehand; may be empty
   */
  ObjectNode view(FormOrigin origin, Optional<String> repo, String details) {
    ObjectNode view = Blocks.object().put("type", "modal").put("callback_id", CALLBACK);
    view.put("private_metadata", origin.text());
    view.set("title", Blocks.plain(say("form.title"), TITLE));
    view.set("submit", Blocks.plain(say("form.submit"), TITLE));
    view.set("close", Blocks.plain(say("dialog.close"), TITLE));
    ArrayNode blocks = view.putArray("blocks");
    blocks.add(input(REPO, repoElement(repo), false, ""));
    blocks.add(input(DETAILS, text(details, LONGEST).put("multiline", true), false, "form.hint"));
    if (!origin.promised().isEmpty()) {
      blocks.add(Blocks.context(say("form.with", "what", Enclosure.words(origin.promised()))));
    }
    if (origin.channel().isEmpty()) {
      blocks.add(input(CHANNEL, channels(), false, "form.hint.channel"));
    }
    blocks.add(input(KIND, select(kinds, Optional.empty()), true, "form.hint.kind"));
    ObjectNode budget = text(Money.usd(usualMicros).replace("$", ""), SHORT);
    blocks.add(input(BUDGET, budget, true, "form.hint.budget", "most", Money.usd(mostMicros)));
    blocks.add(input(PLAN, box(), true, ""));
    blocks.add(input(BASE, text("", SHORT), true, "form.hint.base"));
    blocks.add(input(MODEL, text("", SHORT), true, "form.hint.model"));
    return view;
  }

  private ObjectNode repoElement(Optional<String> repo) {
    // A select takes no more; whoever has more types the name.
    boolean fits = !repos.isEmpty() && repos.size() <= OPTIONS;
    return fits
        ? select(repos, repo.or(() -> repos.size() == 1 ? Optional.of(repos.get(0)) : repo))
        : text(repo.orElse(""), SHORT);
  }

  private static ObjectNode input(
      String id, ObjectNode element, boolean optional, String hint, Object... values) {
    ObjectNode input = Blocks.object().put("type", "input").put("block_id", id);
    input.put("optional", optional);
    input.set("label", Blocks.plain(say("form." + id), SHORT));
    element.put("action_id", id);
    input.set("element", element);
    if (!hint.isEmpty()) {
      input.set("hint", Blocks.plain(say(hint, values), SHORT));
    }
    return input;
  }

  private static ObjectNode text(String initial, int most) {
    ObjectNode text = Blocks.object().put("type", "plain_text_input").put("max_length", most);
    return initial.isBlank() ? text : text.put("initial_value", Code.shortened(initial, most));
  }

  private static ObjectNode select(List<String> values, Optional<String> initial) {
    ObjectNode select = Blocks.object().put("type", "static_select");
    ArrayNode options = select.putArray("options");
    values.forEach(value -> options.add(option(value, value)));
    initial
        .filter(values::contains)
        .ifPresent(value -> select.set("initial_option", option(value, value)));
    return select;
  }

  private static ObjectNode channels() {
    ObjectNode select = Blocks.object().put("type", "conversations_select");
    ObjectNode filter = select.putObject("filter").put("exclude_bot_users", true);
    filter.putArray("include").add("public").add("private");
    return select;
  }

  private static ObjectNode box() {
    ObjectNode box = Blocks.object().put("type", "checkboxes");
    box.putArray("options").add(option(say("form.plan.ask"), ASK));
    return box;
  }

  private static ObjectNode option(String label, String value) {
    ObjectNode option = Blocks.object().put("value", value);
    option.set("text", Blocks.plain(label, LABEL));
    return option;
  }
}
