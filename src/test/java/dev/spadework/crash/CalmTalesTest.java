package dev.spadework.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.store.DatabaseKind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalmTalesTest {
  @TempDir Path dir;

  static Stream<String> tales() {
    String only = System.getProperty("story", "");
    return Tales.all().keySet().stream().filter(t -> t.contains(only));
  }

  @ParameterizedTest
  @MethodSource("tales")
  void calm(String name) throws Exception {
    long t = System.nanoTime();
    Run run = Run.of(dir, DatabaseKind.SQLITE.url(dir), Tales.all().get(name).get(), Optional.empty());
    System.out.println(name + " " + (System.nanoTime() - t) / 1000000 + " ms, points " + run.points().size());
    run.points().forEach(p -> System.out.println("   " + p));
    System.out.println(run.ending());
    assertThat(run.wrong()).isEmpty();
  }
}
