package dev.spadework.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.desk.ScriptedGemini.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** What a run has sent, in tokens: characters of compact JSON by four. */
record Bill(List<Seen> sent) {
  /** The end of a request that adding to it opens again: of the text, the message, the list. */
  static final int CLOSERS = 30;

  private static final int CHARS = 4;

  /** A provider takes a tenth for what it has seen at the beginning of an earlier request. */
  private static final int CACHED = 10;

  int requests() {
    return sent.size();
  }

  long tokens(int request) {
    return tokens(sent.get(request).body());
  }

  long input() {
    return IntStream.range(0, sent.size()).mapToLong(this::tokens).sum();
  }

  /** Input with what stood at the beginning of an earlier request to the same model at a tenth. */
  long weighted() {
    long tenths = 0;
    for (int i = 0; i < sent.size(); i++) {
      long same = identical(i);
      tenths += same + (sent.get(i).body().length() - same) * CACHED;
    }
    return tenths / CACHED / CHARS;
  }

  /** Characters at the beginning of this request that an earlier one to its model began with. */
  int identical(int request) {
    return IntStream.range(0, request)
        .filter(earlier -> sent.get(earlier).model().equals(sent.get(request).model()))
        .map(earlier -> common(sent.get(earlier).body(), sent.get(request).body()))
        .max()
        .orElse(0);
  }

  /** The requests of the conversation with tools. */
  Bill work() {
    return new Bill(sent.stream().filter(seen -> seen.json().has("tools")).toList());
  }

  long part(String name) {
    return tokens(work().sent().get(0).json().path(name).toString());
  }

  /** What the model was told of the last call of this tool before this turn; turns count from 0. */
  String told(int turn, String tool) {
    JsonNode contents = work().sent().get(turn).json().path("contents");
    String text = "";
    for (JsonNode part : contents.path(contents.size() - 1).path("parts")) {
      JsonNode response = part.path("functionResponse");
      if (response.path("name").asText().equals(tool)) {
        text = response.path("response").path("response").asText();
      }
    }
    return text;
  }

  /** Writes every request as it was sent, one a file. */
  void keep(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (int i = 0; i < sent.size(); i++) {
      String name = "%02d-%s.json".formatted(i + 1, sent.get(i).model());
      Files.writeString(directory.resolve(name), sent.get(i).body());
    }
  }

  static int common(String one, String other) {
    int end = Math.min(one.length(), other.length());
    int at = 0;
    while (at < end && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  private static long tokens(String text) {
    return text.length() / CHARS;
  }
}
