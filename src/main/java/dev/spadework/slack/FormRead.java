package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.slack.api.model.view.ViewState;
import dev.spadework.report.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person filled in, held to the rules of what can be typed after the command.
 *
 * @param channel where the thread is to stand; empty where the form did not ask
 * @param errors a line for each field that is wrong, by its block
 */
record FormRead(String details, String channel, Typed.Options options, Map<String, String> errors) {
  private static final int SHOWN = 80;

  /** Reads a form; {@code repos} says which name means which repository. */
  static FormRead of(Map<String, Map<String, ViewState.Value>> values, WishLine line, Repos repos) {
    Map<String, String> errors = new LinkedHashMap<>();
    Map<String, String> given = new LinkedHashMap<>();
    for (String option :
        List.of(Form.REPO, Form.BASE, Form.KIND, Form.BUDGET, Form.PLAN, Form.MODEL)) {
      String value = value(values, option);
      if (!value.isEmpty()) {
        given.put(option, value);
        line.refused(Map.of(option, value))
            .ifPresent(wrong -> errors.put(option, atField(option, value, wrong)));
      }
    }
    Optional<String> repo = repo(given, repos, errors);
    String details = value(values, Form.DETAILS);
    if (!details.matches("(?s).*\\S\\s+\\S.*")) {
      errors.put(Form.DETAILS, say("form.short"));
    } else if (details.length() > WishLine.LONGEST) {
      errors.put(Form.DETAILS, say("private.wish.long", "most", WishLine.LONGEST));
    }
    Typed.Options options =
        new Typed.Options(
            repo,
            Optional.ofNullable(given.get(Form.BASE)),
            Optional.ofNullable(given.get(Form.KIND)),
            Optional.ofNullable(given.get(Form.BUDGET)).flatMap(WishLine::micros),
            given.containsKey(Form.PLAN),
            false,
            Optional.ofNullable(given.get(Form.MODEL)));
    return new FormRead(details, value(values, Form.CHANNEL), options, errors);
  }

  private static Optional<String> repo(
      Map<String, String> given, Repos repos, Map<String, String> errors) {
    String name = given.get(Form.REPO);
    if (name == null) {
      errors.put(Form.REPO, say("form.repo.which"));
      return Optional.empty();
    }
    Repos.Found found = repos.find(Optional.of(name), "", "", Optional::empty);
    if (found.repo().isEmpty()) {
      errors.put(Form.REPO, plain(found.otherwise()));
    }
    return found.repo().map(SlackSettings.Repo::name);
  }

  /**
   * A line for somebody who types an option says how it is typed; in a field that would be wrong.
   */
  private static String atField(String option, String value, String typed) {
    boolean tooMuch = option.equals(Form.BUDGET) && WishLine.micros(value).orElse(0L) > 0;
    boolean free = List.of(Form.BUDGET, Form.BASE, Form.MODEL).contains(option);
    return free && !tooMuch
        ? say("form.wrong." + option, "value", Code.shortened(value, SHOWN))
        : plain(typed);
  }

  /** Errors at a field are shown as they are. */
  private static String plain(String line) {
    return line.replace("`", "");
  }

  private static String value(Map<String, Map<String, ViewState.Value>> values, String block) {
    ViewState.Value value = values.getOrDefault(block, Map.of()).get(block);
    if (value == null) {
      return "";
    } else if (value.getSelectedOption() != null) {
      return value.getSelectedOption().getValue();
    } else if (value.getSelectedOptions() != null) {
      return value.getSelectedOptions().isEmpty() ? "" : Form.ASK;
    }
    if (value.getSelectedConversation() != null) {
      return value.getSelectedConversation();
    }
    return value.getValue() == null ? "" : value.getValue().strip();
  }
}
