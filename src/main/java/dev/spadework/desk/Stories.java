package dev.spadework.desk;

import static dev.spadework.desk.Story.call;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The three tasks that the scripted model can do, all on the {@link Sample}. */
public final class Stories {
  private static final String CSV = "csv export";
  private static final String CENTS = "totals to cents";
  private static final String YEARS = "unique per year";

  /** How long a slow model thinks: long enough to be cancelled meanwhile. */
  private static final Duration SLOW = Duration.ofMinutes(1);

  /** Words after {@code /agent} that ask for no work, so that no model is needed. */
  private static final Pattern VERB =
      Pattern.compile(
          "(?i)(help|queue|repos|cost|digest|pause|resume|memory|rules|status|cancel|why|retry)?"
              + "|(status|cancel|why|retry|cost) t-\\w+|why t-\\w+ all|retry t-\\w+ .*"
              + "|(rules|memory) \\S+/\\S+|forget \\S+"
              + "|remember( .*)?|forget|(pause|resume) .*");

  /** What a person is told who asks for something else while no key is set. */
  public static final String FREE_TEXT =
      "The model here is scripted: it plays three fixed stories and cannot work on anything else."
          + " Try `/agent add CSV export to invoices`, `/agent round totals to cents` or `/agent"
          + " make invoice numbers unique per year`. For your own words, set GEMINI_API_KEY and start `spadework try` again.";

  private Stories() {}

  /** The commands that start them, as buttons above the composer. */
  public static List<Desk.Suggestion> suggestions() {
    return List.of(
        new Desk.Suggestion("Add CSV export", "/agent add CSV export to invoices"),
        new Desk.Suggestion("Round totals (gets stuck and asks)", "/agent round totals to cents"),
        new Desk.Suggestion(
            "Numbers per year (unsure, asks first)", "/agent make invoice numbers unique per year"),
        new Desk.Suggestion("Digest", "/agent digest"));
  }

  /** Whether a text asks for one of them. */
  public static boolean knows(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    return plain.contains(CSV) || plain.contains(CENTS) || plain.contains(YEARS);
  }

  /**
   * Why a command is not passed on to the bot while the model is scripted; for {@link
   * Desk#refusal()}.
   *
   * @param command the text after {@code /agent}
   */
  public static Optional<String> refusal(String command) {
    return knows(command) || VERB.matcher(command.strip()).matches()
        ? Optional.empty()
        : Optional.of(FREE_TEXT);
  }

  /**
   * The script for {@link ScriptedGemini}.
   *
   * @param pace how long each answer takes, so that a person can watch; zero for tests
   */
  public static Script script(Duration pace) {
    Script csv = CsvStory.script();
    Script cents = CentsStory.script();
    Script years = YearsStory.script();
    return request -> {
      String asked = request.firstText().toLowerCase(Locale.ROOT);
      Answer answer =
          asked.contains(CSV)
              ? csv.answer(request)
              : asked.contains(CENTS)
                  ? cents.answer(request)
                  : asked.contains(YEARS)
                      ? years.answer(request)
                      : Answer.error(400, "FAILED_PRECONDITION", FREE_TEXT);
      return paced(pace, asked, request, answer);
    };
  }

  private static Answer paced(Duration pace, String asked, Script.Request request, Answer answer) {
    Answer given = answer;
    if (answer instanceof Answer.Calls calls) {
      Answer.Calls heeding = Steering.heeding(request, calls);
      boolean dawdles = asked.contains(Steering.SLOW_COMMAND) && request.turn() == 1;
      given = dawdles ? Steering.dawdling(heeding) : heeding;
      if (asked.contains(Steering.SLOW_MODEL)) {
        return new Answer.Slow(SLOW, given);
      }
    }
    return pace.isZero() ? given : new Answer.Slow(pace, given);
  }

  static Answer.Call read(String path) {
    return call("read_file", Map.of("path", path));
  }

  static Answer.Call edit(String path, String old, String replacement) {
    return call("edit_file", Map.of("path", path, "old", old, "new", replacement));
  }

  /** Writes a file whose content lies beside the story. */
  static Answer.Call write(String path, String resource) {
    String content = new String(Sample.read("/desk/stories/" + resource), StandardCharsets.UTF_8);
    return call("write_file", Map.of("path", path, "content", content));
  }

  static Answer.Call stepDone(int step) {
    return call("step_done", Map.of("step", step));
  }

  static Answer.Call runTests() {
    return call("run_tests", Map.of());
  }

  static Answer.Call finish(String summary, String... risks) {
    return call("finish", Map.of("summary", summary, "risks", List.of(risks)));
  }

  static Map<String, Object> step(String title, String... files) {
    return Map.of("title", title, "files", List.of(files));
  }

  static Map<String, Object> plan(
      String summary, List<?> steps, List<String> assumptions, String risk, double confidence) {
    return Map.of(
        "summary", summary,
        "steps", steps,
        "assumptions", assumptions,
        "questions", List.of(),
        "risk", risk,
        "confidence", confidence,
        "judgement", List.of());
  }
}
