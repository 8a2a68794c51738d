package dev.spadework.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which changes to tests stop for a person, in five languages. */
class TestsTest {
  @TestFactory
  Stream<DynamicTest> everyWeakeningIsFound() throws IOException {
    return Sheet.read("weakenings.txt").stream().map(TestsTest::judged);
  }

  @TestFactory
  Stream<DynamicTest> noHonestChangeIsHeldUp() throws IOException {
    return Sheet.read("honest.txt").stream().map(TestsTest::judged);
  }

  private static DynamicTest judged(Sheet sheet) {
    return dynamicTest(
        sheet.name(),
        () ->
            assertThat(sheet.found().keySet())
                .as(sheet.found().toString())
                .containsExactlyInAnyOrderElementsOf(sheet.rules()));
  }

  @Test
  void thereAreEnoughOfBoth() throws IOException {
    List<Sheet> weak = Sheet.read("weakenings.txt");
    assertThat(weak).hasSizeGreaterThanOrEqualTo(60).allMatch(sheet -> !sheet.rules().isEmpty());
    List<Sheet> honest = Sheet.read("honest.txt");
    assertThat(honest).hasSizeGreaterThanOrEqualTo(40).allMatch(sheet -> sheet.rules().isEmpty());
  }
}
