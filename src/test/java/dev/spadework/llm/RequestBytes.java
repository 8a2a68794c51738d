package dev.spadework.llm;

import static dev.spadework.desk.Answer.calls;
import static dev.spadework.desk.Answer.text;
import static dev.spadework.desk.Story.call;

import dev.spadework.desk.ScriptedGemini;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the requests of one conversation, so that two processes can be compared. */
final class RequestBytes {
  private RequestBytes() {}

  public static void main(String[] args) throws Exception {
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(ofOneConversation());
  }

  static String ofOneConversation() throws Exception {
    Map<String, String> arguments =
        Map.of("path", "A.java", "from", "1", "to", "9", "again", "ü", "zeta", "z");
    try (Conversation talk =
        new Conversation(
            request -> request.turn() == 0 ? calls(call("read_file", arguments)) : text("done"))) {
      Reply reply = talk.ask();
      talk.result(reply.calls().get(0), "text").ask();
      return talk.gemini.seen().stream()
          .map(ScriptedGemini.Seen::body)
          .collect(Collectors.joining("\n"));
    }
  }
}
