package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.report.Code;
import dev.spadework.report.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what was typed after {@code /agent}. A first word is a verb only if the rest fits it:
 * "cancel button is broken" is a task.
 */
final class CommandLine {
  private static final Pattern OPTION =
      Pattern.compile("(?<!\\S)(repo|base|kind|budget|plan|model):(\\S+)");
  private static final Pattern TASK_ID = Pattern.compile("t-[0-9a-z]{1,16}");
  private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}");
  private static final Pattern DOLLARS = Pattern.compile("\\$?(\\d{1,6}(?:\\.\\d{1,6})?)");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}");

  /** The playbooks that exist; a kind that would be done like any other is refused. */
  static final List<String> KINDS = List.of("change");

  /** Longer requests are better put into a file of the repository; Slack cuts at 40,000 anyway. */
  static final int LONGEST = 8_000;

  private final long maxBudgetMicros;

  CommandLine(long maxBudgetMicros) {
    this.maxBudgetMicros = maxBudgetMicros;
  }

  Typed read(String typed) {
    String text = typed.strip();
    if (text.isEmpty() || text.equals("help")) {
      return new Typed.Help();
    }
    return verb(text).orElseGet(() -> wish(text));
  }

  private static Optional<Typed> verb(String text) {
    String[] words = text.split("\\s+");
    boolean named = words.length == 2 && TASK_ID.matcher(words[1]).matches();
    return switch (words[0]) {
      case "queue" -> words.length == 1 ? Optional.of(new Typed.Waiting()) : Optional.empty();
      case "status" ->
          words.length == 1 || named
              ? Optional.of(new Typed.Status(named ? Optional.of(words[1]) : Optional.empty()))
              : Optional.empty();
      case "cancel" -> {
        if (words.length == 1) {
          yield Optional.of(new Typed.Wrong(say("private.cancel.which")));
        }
        yield named ? Optional.of(new Typed.Cancel(words[1])) : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private Typed wish(String typed) {
    Map<String, String> given = new LinkedHashMap<>();
    Matcher matcher = OPTION.matcher(typed);
    while (matcher.find()) {
      if (given.put(matcher.group(1), matcher.group(2)) != null) {
        return wrong("private.option.twice", matcher.group(1));
      }
    }
    String text = matcher.replaceAll("").replaceAll("[ \\t]{2,}", " ").strip();
    if (!text.contains(" ")) {
      return new Typed.Wrong(say("private.wish.short"));
    }
    if (text.length() > LONGEST) {
      return new Typed.Wrong(say("private.wish.long", "most", LONGEST));
    }
    return refused(given)
        .<Typed>map(Typed.Wrong::new)
        .orElseGet(
            () ->
                new Typed.Wish(
                    text,
                    new Typed.Options(
                        option(given, "repo"),
                        option(given, "base"),
                        option(given, "kind"),
                        option(given, "budget").flatMap(CommandLine::micros),
                        option(given, "plan").filter("ask"::equals).isPresent(),
                        option(given, "model"))));
  }

  /** What is wrong with these options; the first of it. */
  Optional<String> refused(Map<String, String> given) {
    for (Map.Entry<String, String> option : given.entrySet()) {
      String value = option.getValue();
      boolean good =
          switch (option.getKey()) {
            case "base" -> BRANCH.matcher(value).matches() && !value.contains("..");
            case "kind" -> KINDS.contains(value);
            case "plan" -> value.equals("ask") || value.equals("auto");
            case "budget" -> micros(value).filter(sum -> sum > 0).isPresent();
            case "model" -> MODEL.matcher(value).matches();
            default -> true;
          };
      if (!good) {
        String shown = Code.of(Code.shortened(option.getKey() + ":" + value, 80));
        return Optional.of(
            option.getKey().equals("kind")
                ? say("private.option.kind", "option", shown, "kinds", String.join(", ", KINDS))
                : say("private.option." + option.getKey(), "option", shown));
      }
    }
    return option(given, "budget")
        .flatMap(CommandLine::micros)
        .filter(sum -> sum > maxBudgetMicros)
        .map(
            sum ->
                say(
                    "private.budget.most",
                    "budget",
                    Money.usd(sum),
                    "most",
                    Money.usd(maxBudgetMicros)));
  }

  /** The sum in millionths; empty if it is none. */
  static Optional<Long> micros(String dollars) {
    Matcher matcher = DOLLARS.matcher(dollars);
    return matcher.matches()
        ? Optional.of(
            new BigDecimal(matcher.group(1))
                .movePointRight(6)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact())
        : Optional.empty();
  }

  private static Optional<String> option(Map<String, String> given, String name) {
    return Optional.ofNullable(given.get(name));
  }

  private static Typed wrong(String key, String option) {
    return new Typed.Wrong(say(key, "option", Code.of(option + ":")));
  }
}
