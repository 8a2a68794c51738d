package dev.spadework.desk;

import static dev.spadework.desk.Stories.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a person changes what the scripted model does while it works. A reply that asks for the city
 * makes the CSV story add that column with its next answer, whichever that is; any other reply is
 * named among the risks, so that it is seen to have arrived.
 *
 * <p>Words in the request change the pace: {@code slow model} makes each answer take a minute,
 * {@code slow command} makes the second answer run one that takes ten.
 */
final class Steering {
  static final String SLOW_MODEL = "slow model";
  static final String SLOW_COMMAND = "slow command";

  private static final String SAID = "A person says: ";

  /**
   * A file of the CSV story with the city and without.
   *
   * @param tells what the transcript holds once it is written
   * @param told what the transcript holds once the city is in it
   */
  private record Change(String path, String tells, String told, Map<String, String> edits) {}

  private static final List<Change> CITY =
      List.of(
          new Change(
              "src/invoices/text/InvoiceCsv.java",
              "comma-separated values, quoted as RFC",
              "name(),\\n        invoice.customer().city(),",
              Map.of(
                  "        invoice.customer().name(),",
                  "        invoice.customer().name(),\n        invoice.customer().city(),",
                  "\"customer\", \"net\"",
                  "\"customer\", \"city\", \"net\"")),
          new Change(
              "test/invoices/text/InvoiceCsvTest.java",
              "theFirstLineNamesTheColumns",
              "customer,city,net",
              Map.of(
                  "date,customer,net",
                  "date,customer,city,net",
                  "Jones & Co.\\\",568",
                  "Jones & Co.\\\",Leeds,568",
                  "Good Morning\\\"\\\"\\\",\"",
                  "Good Morning\\\"\\\"\\\",Kiel,\"")),
          new Change(
              "docs/export.md",
              "to open in a spreadsheet",
              "customer, city, net",
              Map.of("date, customer, net", "date, customer, city, net")));

  private Steering() {}

  /** The answer with what replies ask for worked into it. */
  static Answer.Calls heeding(Script.Request request, Answer.Calls answer) {
    List<String> said = said(request);
    if (said.isEmpty()) {
      return answer;
    }
    String transcript = request.contents().toString();
    boolean csv = (transcript + answer).contains("InvoiceCsv");
    if (csv && said.stream().anyMatch(text -> text.contains("city"))) {
      return withCity(transcript, answer);
    }
    // The story about cents waits for a hint; what is said there is followed, not noted.
    boolean hinted = transcript.contains("RoundingTest");
    return finishes(answer) && !hinted ? noting(said, answer) : answer;
  }

  /** The answer with a command in front that takes ten minutes. */
  static Answer.Calls dawdling(Answer.Calls answer) {
    return with(answer, List.of(Answer.call("run_command", Map.of("command", "sleep 600"))));
  }

  /** Puts the city into what is written now, and into what was written without it. */
  private static Answer.Calls withCity(String transcript, Answer.Calls answer) {
    List<Answer.Call> calls = new ArrayList<>();
    for (Change change : CITY) {
      // In JSON a quote is escaped, so what tells is chosen to have none.
      if (transcript.contains(change.tells) && !transcript.contains(change.told)) {
        change.edits.forEach((old, now) -> calls.add(edit(change.path, old, now)));
      }
    }
    boolean late = !calls.isEmpty() && finishes(answer);
    if (late) {
      calls.add(Stories.runTests());
    } else {
      answer.calls().forEach(call -> calls.add(written(call)));
    }
    boolean changed = !calls.equals(answer.calls());
    String text = changed ? "You asked for the city: adding that column." : answer.text();
    return new Answer.Calls(answer.thought(), text, calls, answer.ids(), answer.allSigned());
  }

  private static Answer.Call written(Answer.Call call) {
    Answer.Call now = new Answer.Call(call.tool(), call.arguments().deepCopy());
    for (Change change : CITY) {
      String content = call.arguments().path("content").asText();
      if (call.arguments().path("path").asText().equals(change.path)
          && call.tool().equals("write_file")) {
        for (Map.Entry<String, String> edit : change.edits.entrySet()) {
          content = content.replace(edit.getKey(), edit.getValue());
        }
        now.arguments().put("content", content);
      }
    }
    return now;
  }

  private static Answer.Calls noting(List<String> said, Answer.Calls answer) {
    List<Answer.Call> calls = new ArrayList<>();
    for (Answer.Call call : answer.calls()) {
      if (call.tool().equals("finish")) {
        Answer.Call noted = new Answer.Call(call.tool(), call.arguments().deepCopy());
        said.forEach(text -> noted.arguments().withArrayProperty("risks").add("You said: " + text));
        calls.add(noted);
      } else {
        calls.add(call);
      }
    }
    return new Answer.Calls(
        answer.thought(), answer.text(), calls, answer.ids(), answer.allSigned());
  }

  private static Answer.Calls with(Answer.Calls answer, List<Answer.Call> first) {
    List<Answer.Call> calls = new ArrayList<>(first);
    calls.addAll(answer.calls());
    return new Answer.Calls(
        answer.thought(), answer.text(), calls, answer.ids(), answer.allSigned());
  }

  private static boolean finishes(Answer.Calls answer) {
    return answer.calls().stream().anyMatch(call -> call.tool().equals("finish"));
  }

  /** What people said after the request, oldest first, each once. */
  private static List<String> said(Script.Request request) {
    List<String> said = new ArrayList<>();
    request
        .contents()
        .forEach(
            content ->
                content.path("parts").forEach(part -> collect(part.path("text").asText(), said)));
    return said.stream().distinct().toList();
  }

  private static void collect(String text, List<String> said) {
    text.lines()
        .filter(line -> line.startsWith(SAID))
        .map(line -> line.substring(SAID.length()).strip())
        .forEach(said::add);
  }
}
