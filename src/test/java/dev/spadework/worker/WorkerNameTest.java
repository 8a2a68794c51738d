package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerNameTest {
  @TempDir private Path dir;

  @Test
  void whoComesBackHasTheNameAgainAndNobodyElseMeanwhile() throws Exception {
    String first;
    try (WorkerName one = WorkerName.take(dir, "worker");
        WorkerName two = WorkerName.take(dir, "worker");
        WorkerName half = WorkerName.take(dir, "serve")) {
      first = one.name();
      assertThat(two.name()).isNotEqualTo(first);
      assertThat(half.name()).as("kinds are numbered by themselves").isEqualTo(first);
      assertThat(one.isAtHome(two.name())).isTrue();
    }
    try (WorkerName again = WorkerName.take(dir, "worker")) {
      assertThat(again.name()).isEqualTo(first);
    }
  }

  /** Two machines may well be called the same. */
  @Test
  void overAnotherDirectoryItIsAnotherName() throws Exception {
    try (WorkerName here = WorkerName.take(dir.resolve("here"), "worker");
        WorkerName there = WorkerName.take(dir.resolve("there"), "worker")) {
      assertThat(there.name()).isNotEqualTo(here.name());
      assertThat(here.isAtHome(there.name())).isFalse();
    }
  }
}
