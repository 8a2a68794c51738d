package dev.spadework.agent;

import static dev.spadework.report.Phrases.say;

import dev.spadework.report.Code;
import dev.spadework.report.LogWords;
import dev.spadework.task.LogScan;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a model's words about one kind of lines: numbers and names that its lines do
 * not have, and commands. Plain words are not judged; they decide nothing.
 */
final class LogClaims {
  private static final int TITLE = 100;
  private static final int SHORTEST = 8;
  private static final int WHY = 240;
  private static final int NAME = 60;
  private static final int STEM = 5;
  private static final Pattern WORD = Pattern.compile("[a-z]{4,}");
  private static final Set<String> COMMON =
      Set.of(
          "each", "error", "errors", "find", "from", "line", "lines", "made", "make", "that",
          "them", "then", "this", "what", "when", "with");

  private static final Pattern NUMBER = Pattern.compile("(?<![\\w#])\\d[\\d,.]*");

  /** {@code orderId}, {@code a.b}, {@code a_b}, {@code A::b}, {@code run()}, and what is quoted. */
  private static final Pattern NAMED =
      Pattern.compile(
          "`([^`]+)`|([\\w$]*[a-z][A-Z][\\w$.]*|[\\w$]{2,}(?:[._]|::)[\\w$.:]{2,}|[\\w$.]+(?=\\(\\)))");

  private LogClaims() {}

  /** Why these words cannot be used; empty if they can. */
  static Optional<String> wrong(LogScan.Cluster kind, String title, String why) {
    String words = title + " " + why;
    if (title.length() < SHORTEST || title.length() > TITLE || why.length() > WHY) {
      return Optional.of(say("logs.wrong.length", "title", TITLE, "why", WHY));
    }
    if (LogWords.commands(words)) {
      return Optional.of(say("logs.wrong.command"));
    }
    return number(kind, words)
        .or(() -> name(kind, words))
        .or(() -> shares(kind, title) ? Optional.empty() : Optional.of(say("logs.wrong.else")));
  }

  /** Whether the title has a word, or its beginning, in common with the lines. */
  private static boolean shares(LogScan.Cluster kind, String title) {
    String there = String.join("\n", texts(kind)).toLowerCase(Locale.ROOT);
    return WORD.matcher(title.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .filter(word -> !COMMON.contains(word))
        .anyMatch(word -> there.contains(word.substring(0, Math.min(STEM, word.length()))));
  }

  private static Optional<String> number(LogScan.Cluster kind, String words) {
    Set<String> there = new HashSet<>();
    for (String text : texts(kind)) {
      numbers(text, there);
    }
    there.addAll(
        List.of(
            String.valueOf(kind.count()),
            String.valueOf(kind.first()),
            String.valueOf(kind.last())));
    Set<String> said = new HashSet<>();
    numbers(words, said);
    said.removeAll(there);
    return said.stream()
        .sorted()
        .findFirst()
        .map(number -> say("logs.wrong.number", "number", number, "count", kind.count()));
  }

  private static void numbers(String text, Set<String> into) {
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      into.add(number.group().replace(",", "").replaceAll("\\.+$", ""));
    }
  }

  private static Optional<String> name(LogScan.Cluster kind, String words) {
    String there = String.join("\n", texts(kind));
    Matcher name = NAMED.matcher(words);
    while (name.find()) {
      String said = (name.group(1) == null ? name.group(2) : name.group(1)).replaceAll("\\W+$", "");
      if (!said.equals("e.g") && !said.equals("i.e") && !there.contains(said)) {
        return Optional.of(say("logs.wrong.name", "name", Code.shortened(said, NAME)));
      }
    }
    return Optional.empty();
  }

  private static List<String> texts(LogScan.Cluster kind) {
    return List.of(
        kind.template(),
        kind.thrown(),
        kind.place(),
        kind.firstTime(),
        kind.lastTime(),
        String.join("\n", kind.sample()));
  }
}
