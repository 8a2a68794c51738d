package dev.spadework;

import static dev.spadework.desk.Story.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.desk.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The model of a long run: what it says follows from what it is shown, whoever asks and however
 * often. A file whose writing was cut off it writes again. Keeps what it was asked and when.
 */
final class MixedTasks implements Script {
  private static final Pattern WISH = Pattern.compile("wish w(\\d{4})");
  private static final String CUT_OFF = "cut off by a restart";
  private static final String WRITE = "write_file";
  private static final Answer.Call TESTS = call("run_tests", Map.of());

  private final Story calm =
      ends(begins(0.9).turn(sub("-"), command(), step(1)).turn(tests(), step(2), TESTS));
  private final Story unsure =
      ends(
          begins(0.3, "Which way round?")
              .turn(sub("-"), command(), step(1))
              .turn(tests(), step(2), TESTS));
  private final Story stuck =
      ends(
          begins(0.9)
              .turn(tests(), step(2))
              .turn(sub("+"), step(1), TESTS)
              .turn(sub("*"), TESTS)
              .turn(sub("-"), TESTS));
  private final List<Call> calls = new ArrayList<>();

  /**
   * One request to the model.
   *
   * @param shown what it was shown, so that one that is asked twice is known
   * @param end when its answer has left, in the measure of {@link System#nanoTime}
   */
  record Call(int wish, String shown, long start, long end) {}

  @Override
  public Answer answer(Request request) {
    Matcher matcher = WISH.matcher(request.contents().toString());
    int wish = matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    String shown = request.contents().toString();
    long takes = 30 + Math.floorMod(shown.hashCode() * 31L, 370L);
    long now = System.nanoTime();
    synchronized (calls) {
      calls.add(
          new Call(wish, request.model() + request.isPlan() + shown, now, now + takes * 1_000_000));
    }
    Story story = request.shows("stuck") ? stuck : request.shows("unsure") ? unsure : calm;
    return new Answer.Slow(Duration.ofMillis(takes), heeding(story, request));
  }

  List<Call> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  private static Answer heeding(Story story, Request request) {
    if (request.tools().isEmpty()) {
      return story.answer(request);
    }
    List<Integer> lost = new ArrayList<>();
    for (int i = 0; i < request.contents().size(); i++) {
      if (!lostWrites(request.contents().get(i)).isEmpty()) {
        lost.add(i);
      }
    }
    int last = request.contents().size() - 1;
    if (lost.contains(last)) {
      return again(request.contents().get(last - 1), lostWrites(request.contents().get(last)));
    }
    return story.answer(
        new Request(
            request.model(),
            request.system(),
            request.tools(),
            request.contents(),
            request.schema(),
            request.turn() - lost.size()));
  }

  /** Which of the calls that are answered here were writes that may be lost, by their place. */
  private static List<Integer> lostWrites(JsonNode content) {
    List<Integer> places = new ArrayList<>();
    int place = 0;
    for (JsonNode part : content.path("parts")) {
      JsonNode result = part.path("functionResponse");
      if (!result.isMissingNode()) {
        if (result.path("name").asText().equals(WRITE) && result.toString().contains(CUT_OFF)) {
          places.add(place);
        }
        place++;
      }
    }
    return places;
  }

  private static Answer again(JsonNode said, List<Integer> places) {
    List<Answer.Call> again = new ArrayList<>();
    int place = 0;
    for (JsonNode part : said.path("parts")) {
      JsonNode call = part.path("functionCall");
      if (!call.isMissingNode()) {
        if (places.contains(place)) {
          again.add(call(WRITE, arguments(call.path("args"))));
        }
        place++;
      }
    }
    again.add(TESTS);
    return Answer.calls(again.toArray(Answer.Call[]::new));
  }

  private static Map<String, Object> arguments(JsonNode args) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    args.properties()
        .forEach(
            e ->
                arguments.put(
                    e.getKey(), new ObjectMapper().convertValue(e.getValue(), Object.class)));
    return arguments;
  }

  private static Story begins(double confidence, String... questions) {
    return Story.named("mixed")
        .plan(
            Map.of(
                "summary", "Add a subtraction",
                "steps",
                    List.of(
                        Map.of("title", "Write sub.sh", "files", List.of("sub.sh")),
                        Map.of("title", "Test it", "files", List.of("tests/subtracts.sh"))),
                "assumptions", List.of(),
                "questions", List.of(questions),
                "risk", "low",
                "confidence", confidence,
                "judgement", List.of()))
        .turn(
            call("search", Map.of("pattern", "prices")),
            call("read_file", Map.of("path", "total.sh")));
  }

  private static Story ends(Story story) {
    return story
        .turn(
            call(
                "finish",
                Map.of(
                    "summary",
                    "`sub.sh`: subtracts\n`tests/subtracts.sh`: tests it",
                    "risks",
                    List.of("no overflow check"))))
        .summary("Add a subtraction\n\nSubtracts the second number from the first.");
  }

  private static Answer.Call sub(String sign) {
    return call(WRITE, Map.of("path", "sub.sh", "content", "echo $(($1 " + sign + " $2))\n"));
  }

  private static Answer.Call tests() {
    return call(
        WRITE, Map.of("path", "tests/subtracts.sh", "content", "[ \"$(sh sub.sh 3 1)\" = 2 ]\n"));
  }

  private static Answer.Call command() {
    return call("run_command", Map.of("command", "sh sub.sh 3 1; sleep 0.2"));
  }

  private static Answer.Call step(int number) {
    return call("step_done", Map.of("step", number));
  }
}
