package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.spadework.desk.ScriptedGemini;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One golden transcript and one golden journal of the calm story, compared literally. Only what is
 * different each time is replaced: the task's id, hashes, ports and durations. {@code
 * -Dgolden=write} writes them anew; the difference then is for a person to read.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{40}\\b");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  @Test
  void theCalmStory() throws IOException {
    try (House house = new House(dir, Shop.calm())) {
      String id = house.ask("add a subtraction");
      house.awaitEnd(id);
      List<ScriptedGemini.Seen> seen = house.model.seen();
      assertPrefixes(seen);
      assertGolden("calm.transcript.json", normal(transcript(seen), id));
      assertGolden("calm.journal.txt", normal(journal(house, id), id));
    }
  }

  private static String transcript(List<ScriptedGemini.Seen> seen) throws IOException {
    ArrayNode all = JSON.createArrayNode();
    seen.forEach(s -> all.addObject().put("model", s.model()).set("body", s.json()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }

  /** What was sent in the conversation is sent again to the byte, so that prompt caches hit. */
  private static void assertPrefixes(List<ScriptedGemini.Seen> seen) {
    List<ScriptedGemini.Seen> work = seen.stream().filter(s -> s.json().has("tools")).toList();
    assertThat(work).hasSize(4);
    for (int i = 1; i < work.size(); i++) {
      JsonNode contents = work.get(i - 1).json().path("contents");
      String before = contents.toString();
      assertThat(work.get(i).body())
          .contains(before.substring(0, before.length() - 1))
          .startsWith(head(work.get(0)));
    }
  }

  /** Everything before the first answer of the model. */
  private static String head(ScriptedGemini.Seen first) {
    String opening = first.json().path("contents").path(0).toString();
    return first.body().substring(0, first.body().indexOf(opening) + opening.length());
  }

  private static String journal(House house, String id) {
    return house.journal.entries(id).stream()
        .map(entry -> entry.version() + " " + entry.event())
        .map(line -> line.replace("\\", "\\\\").replace("\n", "\\n"))
        .map(line -> line.length() > 700 ? line.substring(0, 700) + "…" : line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String normal(String text, String id) {
    String calm =
        text.replace(id, "t-task")
            .replaceAll("(?<=millis=)\\d+", "0")
            .replaceAll("(?<=localhost:)\\d+", "0");
    Map<String, String> names = new LinkedHashMap<>();
    Matcher hash = HASH.matcher(calm);
    return hash.replaceAll(
        found -> names.computeIfAbsent(found.group(), any -> "hash-" + (names.size() + 1)));
  }

  private static void assertGolden(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
