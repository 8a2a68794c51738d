package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.report.Code;
import dev.spadework.report.Money;
import dev.spadework.task.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a task: options may stand anywhere in it, any other colon is text, and so is everything
 * that is quoted or marked as code.
 */
final class WishLine {
  private static final Set<String> OPTIONS =
      Set.of("repo", "base", "kind", "budget", "plan", "model");
  private static final Pattern OPTION = Pattern.compile("(?<!\\S)([A-Za-z]{4,6}):(\\S+)");

  /** Code fences, code, quotations, quoted lines. */
  private static final Pattern LEFT_ALONE =
      Pattern.compile(
          "(?s:```.*?(?:```|\\z))|`[^`\\n]*`|\"[^\"\\n]*\"|\u201c[^\u201d\\n]*\u201d|(?m:^>.*$)");

  private static final String COVER = "\u0000";
  private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}");
  private static final Pattern DOLLARS = Pattern.compile("\\$?(\\d{1,6}(?:\\.\\d{1,6})?)");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}");

  /** The playbooks that exist. */
  static final List<String> KINDS = Kind.labels();

  /** Longer requests are better put into a file of the repository; Slack cuts at 40,000 anyway. */
  static final int LONGEST = 8_000;

  private final long maxBudgetMicros;

  WishLine(long maxBudgetMicros) {
    this.maxBudgetMicros = maxBudgetMicros;
  }

  /**
   * A text and the options that stood in it.
   *
   * @param twice the option that was given more than once, as it is typed
   */
  record Split(String text, Map<String, String> given, Optional<String> twice) {}

  /** Takes these options out of a text. */
  static Split split(String typed, Set<String> options) {
    String seen =
        LEFT_ALONE.matcher(typed).replaceAll(found -> COVER.repeat(found.group().length()));
    Map<String, String> given = new LinkedHashMap<>();
    Optional<String> twice = Optional.empty();
    StringBuilder text = new StringBuilder();
    int from = 0;
    Matcher matcher = OPTION.matcher(seen);
    while (matcher.find()) {
      String name = matcher.group(1).toLowerCase(Locale.ROOT);
      String value = matcher.group(2).replaceAll("[,;]+$|(?<!\\.)\\.$", "");
      if (!options.contains(name) || value.isEmpty() || value.contains(COVER)) {
        continue;
      }
      if (given.put(name, value) != null && twice.isEmpty()) {
        twice = Optional.of(Code.of(name + ":"));
      }
      text.append(typed, from, blanksBefore(typed, matcher.start(), from));
      from = matcher.end();
    }
    text.append(typed.substring(from));
    return new Split(text.toString().strip(), given, twice);
  }

  private static int blanksBefore(String typed, int end, int from) {
    int at = end;
    while (at > from && (typed.charAt(at - 1) == ' ' || typed.charAt(at - 1) == '\t')) {
      at--;
    }
    return at;
  }

  /** A task, or the line that says why it is none. */
  Typed read(String typed) {
    Split split = split(typed, OPTIONS);
    if (split.twice().isPresent()) {
      return new Typed.Wrong(say("private.option.twice", "option", split.twice().get()));
    }
    if (!split.text().matches("(?s)\\S+\\s+\\S.*") || Courtesy.only(split.text())) {
      return new Typed.Wrong(say("private.wish.short"));
    }
    if (split.text().length() > LONGEST) {
      return new Typed.Wrong(say("private.wish.long", "most", LONGEST));
    }
    Map<String, String> given = split.given();
    return refused(given)
        .<Typed>map(Typed.Wrong::new)
        .orElseGet(
            () ->
                new Typed.Wish(
                    split.text(),
                    new Typed.Options(
                        option(given, "repo"),
                        option(given, "base"),
                        option(given, "kind"),
                        option(given, "budget").flatMap(WishLine::micros),
                        option(given, "plan").filter(List.of("ask", "both")::contains).isPresent(),
                        option(given, "plan")
                            .filter(List.of("review", "both")::contains)
                            .isPresent(),
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
            case "plan" -> List.of("ask", "review", "both", "auto").contains(value);
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
        .flatMap(WishLine::micros)
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
}
