package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.redact.Redactor;
import dev.spadework.task.Call;
import dev.spadework.task.TaskEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One golden sample per stored event shape, in {@code src/test/resources/events}. Samples are only
 * ever added: a new shape of an old event gets {@code <type>.2.json}, and the old one stays
 * readable.
 */
class EventShapesTest {
  private static final Path SAMPLES = Path.of("src/test/resources/events");
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Codec codec = new Codec(Redactor.of(List.of("s3cret-value")));

  static Stream<String> samples() {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String sample) {
    return sample.substring(0, sample.indexOf('.'));
  }

  private static JsonNode body(String sample) {
    try {
      return JSON.readTree(SAMPLES.resolve(sample).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TaskEvent event(String sample) {
    return codec.event(type(sample), body(sample).toString());
  }

  @Test
  void everyEventHasASample() {
    List<Class<?>> shapes = shapes(TaskEvent.class).toList();
    List<Class<?>> shown = new ArrayList<>();
    samples().forEach(sample -> shown.add(event(sample).getClass()));
    assertThat(shown).hasSameElementsAs(shapes);
  }

  private static Stream<Class<?>> shapes(Class<?> event) {
    return event.isSealed()
        ? Stream.of(event.getPermittedSubclasses()).flatMap(EventShapesTest::shapes)
        : Stream.of(event);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsWrittenNowIsTheSample(String sample) {
    TaskEvent event = event(sample);
    assertThat(codec.type(event)).isEqualTo(type(sample));
    if (newest(sample)) {
      assertThat(codec.body(event)).isEqualTo(body(sample).toString());
    }
  }

  private static boolean newest(String sample) {
    return samples().noneMatch(other -> newer(other, sample));
  }

  private static boolean newer(String other, String sample) {
    return type(other).equals(type(sample)) && number(other) > number(sample);
  }

  private static int number(String sample) {
    String[] parts = sample.split("\\.");
    return parts.length > 2 ? Integer.parseInt(parts[1]) : 1;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void nothingOfItIsLost(String sample) throws ReflectiveOperationException {
    Record event = (Record) event(sample);
    if (newest(sample)) {
      assertWhole(event);
    }
  }

  private static void assertWhole(Record read) throws ReflectiveOperationException {
    for (RecordComponent component : read.getClass().getRecordComponents()) {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      Object value = accessor.invoke(read);
      assertThat(value).as(component.toString()).isNotNull();
      if (value instanceof Optional<?> optional) {
        assertThat(optional).as("a sample shows every field: " + component).isPresent();
      } else if (value instanceof List<?> list) {
        assertThat(list).as("a sample shows every list: " + component).isNotEmpty();
      } else if (value instanceof Record inner) {
        assertWhole(inner);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void fieldsThatOnlyAnotherReleaseKnowsAreTolerated(String sample) {
    ObjectNode body = (ObjectNode) body(sample);
    TaskEvent event = codec.event(type(sample), body.toString());
    body.put("added-later", 1).putObject("and-this").put("deep", true);
    assertThat(codec.event(type(sample), body.toString())).isEqualTo(event);
    body.elements()
        .forEachRemaining(
            inner -> {
              if (inner instanceof ObjectNode object) {
                object.put("added-later", "x");
              }
            });
    assertThat(codec.event(type(sample), body.toString())).isEqualTo(event);
  }

  @Test
  void anOptionalFieldMayBeMissing() {
    TaskEvent event =
        codec.event(
            "tool-returned",
            "{\"call\":\"c1\",\"tool\":\"search\",\"error\":false,\"text\":\"x\",\"millis\":1}");
    assertThat(event)
        .isEqualTo(
            new TaskEvent.ToolReturned(
                "c1", "search", false, "x", Optional.empty(), Optional.empty(), 1));
    assertThat(codec.event("tool-returned", codec.body(event))).isEqualTo(event);
  }

  @Test
  void anUnknownTypeOrABrokenBodyIsSaidInOneLine() {
    assertThatThrownBy(() -> codec.event("invented", "{}"))
        .hasMessage("the record has an event of unknown type invented");
    assertThatThrownBy(() -> codec.event("step-done", "{\"step\":"))
        .hasMessageStartingWith("an event of type step-done cannot be read: ")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void secretsAreTakenOutWhereverTheyStand() {
    TaskEvent event =
        new TaskEvent.ModelReplied(
            TaskEvent.Purpose.WORK,
            "m",
            "my s3cret-value",
            List.of(new Call("c1", "run_command", "{\"command\":\"echo s3cret-value\"}")),
            dev.spadework.task.Usage.NONE,
            0,
            "CALLS",
            "{\"parts\":[{\"text\":\"s3cret-value\"}]}",
            1);
    assertThat(codec.body(event)).doesNotContain("s3cret-value").contains("[redacted]");
    assertThat(codec.event("model-replied", codec.body(event)))
        .isInstanceOf(TaskEvent.ModelReplied.class);
  }
}
