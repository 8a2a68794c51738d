package dev.spadework.task;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kind of task somebody means who does not say, by rules: the first that fits decides. It is
 * shown, and one word of a person corrects it.
 */
public final class Guess {
  private static final String START =
      "^\\W*(?:(?:please|pls|hi|hey|hello|ok|could|can|would|you|we|i|need|want|to|let's|lets|should"
          + "|also|now|just|quickly|maybe)\\b\\W*)*";
  private static final String SOME =
      "(?:(?:some|more|missing|the|a|an|few|couple|of|better|good|unit|integration|regression"
          + "|property|edge|case|smoke|new|first|further|additional|junit|pytest|jest)[ -]+)*";

  private record Rule(Kind kind, Pattern pattern) {
    static Rule of(Kind kind, String pattern) {
      return new Rule(kind, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of(
              Kind.LOGS,
              START
                  + "(?:scan|analy[sz]e|triage|summari[sz]e|cluster|go through|look (?:at|through"
                  + "|into)|check|read|what(?:'s| is| does| do| went)(?: wrong| new| going on)?(?: in)?) (?:the |this |these |our |today's"
                  + " |last night's |yesterday's )*(?:\\w+ ){0,2}(?:logs?|log files?|\\S+\\.log)\\b"),
          Rule.of(
              Kind.TESTS,
              START
                  + "(?:add|write|create|extend|improve|increase|provide|make|have|give|get|raise)\\W+"
                  + "(?:\\w+\\W+){0,2}?"
                  + SOME
                  + "(?:tests?|specs?|test cases?|(?:test )?coverage)\\b(?! (?:button|page|mode|data"
                  + "|account|user|endpoint|environment|command|plan|run))"),
          Rule.of(
              Kind.TESTS,
              START + "(?:more|better|missing|additional|unit|integration) " + SOME + "tests\\b"),
          Rule.of(Kind.TESTS, START + "(?:cover|test) (?!.*\\bfails?\\b)\\S+.*"),
          Rule.of(
              Kind.TESTS, "\\b(?:is|are) (?:un|not )tested\\b|\\bhas no tests\\b|\\buntested\\b"),
          Rule.of(
              Kind.DOCS,
              START
                  + "(?:document|describe|explain) (?!(?:upload|import|export|download|preview|view"
                  + "|search|list|service|store|parsing)\\w*\\b)(?!.*\\b(?:fails?|broken|crash\\w*)\\b)"),
          Rule.of(
              Kind.DOCS,
              "^(?!.*\\b(?:endpoint|page|button|generator|viewer|parser|build)\\b)"
                  + ".*\\b(?:readme(?:\\.md)?|documentation|docs|javadocs?|docstrings?"
                  + "|changelog|contributing(?:\\.md)?|typos?)\\b(?!.*\\b(?:crash\\w*|exception)\\b)"),
          Rule.of(
              Kind.DEPS,
              START
                  + "(?:bump|upgrade|update|raise|renew)\\b.*\\b(?:dependenc(?:y|ies)|librar(?:y|ies)"
                  + "|packages?|deps|versions?|plugins?|to v?\\d+(?:\\.\\w+)*|from v?\\d+\\.\\d)"),
          Rule.of(Kind.DEPS, START + "(?:bump|upgrade) (?:@?[\\w./-]+)(?: and @?[\\w./-]+)?\\W*$"),
          Rule.of(
              Kind.DEPS,
              "\\b(?:outdated|vulnerable) (?:dependenc\\w+|librar\\w+|packages?|deps)\\b|\\bCVE-\\d{4}-\\d+"
                  + "|\\bdependabot\\b|\\bnpm audit\\b"),
          Rule.of(
              Kind.REFACTOR,
              START
                  + "(?:refactor|restructure|reorgani[sz]e|clean ?up|tidy(?: up)?|simplify|deduplicate"
                  + "|de-duplicate|moderni[sz]e|rename|inline|decouple|modulari[sz]e"
                  + "|extract (?!data|text|the data|the text)|split (?:up )?(?:the )?\\S+ (?:class|into)"
                  + "|move \\S+ (?:\\S+ ){0,3}(?:in)?to (?:its|a|an|the)? ?(?:own |separate )?\\S*"
                  + "(?:class|package|module|file|helper)"
                  + "|remove (?:the )?(?:dead|duplicate\\w*|unused|copied) ?(?:code|logic|imports?"
                  + "|methods?|class\\w*)?)"),
          Rule.of(
              Kind.BUG,
              START
                  + "(?:fix|repair|debug|reproduce|resolve|investigate|find out why)\\b"
                  + "(?! (?:the )?(?:build|pipeline|formatting|indentation|style|lint\\w*|ci)\\b)"),
          // Who asks for something new may say what goes wrong without it.
          Rule.of(
              Kind.CHANGE,
              START
                  + "(?:add|implement|introduce|support|allow|offer|create|build|provide|enable)\\b"),
          Rule.of(
              Kind.BUG,
              "\\b(?:bugs?|broken|crash(?:es|ed|ing)?|fails?|failing|failed|exception|stack ?trace"
                  + "|traceback|NPE|NullPointer\\w*|segfault\\w*|regression|hangs|deadlocks?"
                  + "|leaks?|off[- ]by[- ]one|wrong(?:ly)?|incorrect(?:ly)?|does(?:n['’]?t| not) work"
                  + "|not working|stopped working|throws (?:an? )?\\w+|returns? \\S+ instead of"
                  + "|instead of|should(?:n['’]?t| not) (?:be|show|return|throw)|error 5\\d\\d"
                  + "|http 5\\d\\d|gives? (?:a )?5\\d\\d)\\b"));

  private static final Pattern QUESTION =
      Pattern.compile("(?i)\\b(?:why|what|when|how often|since when)\\b|\\?");
  private static final Pattern LOG_LINE =
      Pattern.compile(
          "(?m)^\\W*(?:\\d{4}-\\d\\d-\\d\\d[T ]|\\[?\\d\\d:\\d\\d:\\d\\d|[A-Z][a-z]{2} +\\d+ \\d\\d:\\d\\d"
              + "|(?:INFO|WARN|WARNING|ERROR|DEBUG|FATAL)\\b).*$");
  private static final int LOG_LINES = 3;
  private static final Pattern LOG_FILE = Pattern.compile("(?i).*\\.(?:log|log\\.\\d+|out)$");

  private Guess() {}

  /** The log that stands in a request, from its first line on; empty if there is none. */
  public static Optional<String> pasted(String text) {
    Matcher line = LOG_LINE.matcher(text);
    return line.find() && LOG_LINE.matcher(text).results().count() >= LOG_LINES
        ? Optional.of(text.substring(line.start()))
        : Optional.empty();
  }

  /**
   * The kind that a request reads like; {@link Kind#CHANGE} where no rule fits.
   *
   * @param text as the person wrote it; only its first 2,000 characters are looked at
   * @param files names of what was attached
   */
  public static Kind of(String text, List<String> files) {
    String seen = text.length() > 2_000 ? text.substring(0, 2_000) : text;
    boolean log =
        files.stream().anyMatch(name -> LOG_FILE.matcher(name).matches())
            || LOG_LINE.matcher(seen).results().count() >= LOG_LINES;
    String first = seen.strip().lines().findFirst().orElse("");
    // A question about a log asks for what it tells; nothing is to be changed yet.
    if (log && QUESTION.matcher(first).find()) {
      return Kind.LOGS;
    }
    return RULES.stream()
        .filter(rule -> rule.pattern.matcher(first).find())
        .map(Rule::kind)
        .findFirst()
        .orElse(Kind.CHANGE);
  }
}
