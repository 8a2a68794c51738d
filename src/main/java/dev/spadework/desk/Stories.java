package dev.spadework.desk;

import static dev.spadework.desk.Story.call;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two tasks that the scripted model can do, both on the {@link Sample}. */
public final class Stories {
  private static final String CSV = "csv export";
  private static final String CENTS = "totals to cents";

  /** Words after {@code /agent} that ask for no work, so that no model is needed. */
  private static final Pattern VERB =
      Pattern.compile(
          "(?i)(help|queue|repos|cost|digest|pause|resume|memory|rules|status|cancel|why|retry)?"
              + "|(status|cancel|why|retry|cost) t-\\w+|why t-\\w+ all|retry t-\\w+ .*"
              + "|(rules|memory) \\S+/\\S+|remember .*|forget \\w+");

  /** What a person is told who asks for something else while no key is set. */
  public static final String FREE_TEXT =
      "The model here is scripted: it plays two fixed stories and cannot work on anything else. Try"
          + " `/agent add CSV export to invoices` or `/agent round totals to cents`. For your own"
          + " words, set GEMINI_API_KEY and start `spadework try` again.";

  private Stories() {}

  /** The commands that start them, as buttons above the composer. */
  public static List<Desk.Suggestion> suggestions() {
    return List.of(
        new Desk.Suggestion("Add CSV export", "/agent add CSV export to invoices"),
        new Desk.Suggestion("Round totals (gets stuck and asks)", "/agent round totals to cents"));
  }

  /** Whether a text asks for one of the two. */
  public static boolean knows(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    return plain.contains(CSV) || plain.contains(CENTS);
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
    return request -> {
      String asked = request.firstText().toLowerCase(Locale.ROOT);
      Answer answer =
          asked.contains(CSV)
              ? csv.answer(request)
              : asked.contains(CENTS)
                  ? cents.answer(request)
                  : Answer.error(400, "FAILED_PRECONDITION", FREE_TEXT);
      return pace.isZero() ? answer : new Answer.Slow(pace, answer);
    };
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
