package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.redact.Redactor;
import dev.spadework.task.Entry;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Journals of every age fold: a task that was asked in each shape a request ever had lives through
 * each shape that any event ever had.
 */
class OldJournalsTest {
  private static final Path SAMPLES = Path.of("src/test/resources/events");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As a task meets them; what is not named comes in between. */
  private static final List<String> FIRST =
      List.of("claimed", "base-pinned", "sandbox-ready", "briefed", "plan-made");

  private static final List<String> LAST = List.of("gave-up", "cancelled");
  private final Codec codec = new Codec(Redactor.of(List.of()));

  static Stream<String> asked() {
    return samples().stream().filter(sample -> type(sample).equals("asked"));
  }

  private static List<String> samples() {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String sample) {
    return sample.substring(0, sample.indexOf('.'));
  }

  private TaskEvent event(String sample) {
    try {
      return codec.event(type(sample), JSON.readTree(SAMPLES.resolve(sample).toFile()).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Entry> journal(String asked, List<String> more) {
    List<String> all = new ArrayList<>(List.of(asked));
    all.addAll(more);
    List<Entry> entries = new ArrayList<>();
    for (String sample : all) {
      int version = entries.size() + 1;
      entries.add(new Entry("t-old00001", version, Instant.ofEpochSecond(version), event(sample)));
    }
    return entries;
  }

  private static int place(String sample) {
    int first = FIRST.indexOf(type(sample));
    return first >= 0 ? first : LAST.contains(type(sample)) ? 99 : FIRST.size();
  }

  @ParameterizedTest
  @MethodSource("asked")
  void aTaskAskedInAnyShapeLivesThroughEveryShapeOfEveryEvent(String asked) {
    Map<Integer, List<String>> order = new TreeMap<>();
    samples().stream()
        .filter(sample -> !type(sample).equals("asked"))
        .forEach(
            sample -> order.computeIfAbsent(place(sample), p -> new ArrayList<>()).add(sample));
    List<Entry> entries = journal(asked, order.values().stream().flatMap(List::stream).toList());
    Task task = Task.of(entries);
    assertThat(task.version()).isEqualTo(entries.size());
    assertThat(task.ending()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("asked")
  void eachEventFoldsRightAfterTheRequestToo(String asked) {
    for (String sample : samples()) {
      if (!type(sample).equals("asked")) {
        assertThat(Task.of(journal(asked, List.of(sample))).version()).as(sample).isEqualTo(2);
      }
    }
    assertThat(Task.of(journal(asked, List.of())).phase()).isEqualTo(Phase.QUEUED);
  }
}
