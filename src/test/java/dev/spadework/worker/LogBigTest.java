package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.slack.Figures;
import dev.spadework.task.Entry;
import dev.spadework.task.LogEvent;
import dev.spadework.task.LogScan;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.io.BufferedWriter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real log of a hundred thousand lines, and one of a gigabyte, through the whole bot. */
@Tag("bench")
class LogBigTest {
  private static final String SOURCE = "src/test/java/dev/spadework/worker/LoadedShop.java";
  private static final int REQUESTS = 36_000;

  @TempDir Path dir;

  @Test
  void theLogOfALoadedServerIsToldInItsOwnNumbers() throws Exception {
    Path real = dir.resolve("shop.log");
    Map<String, Long> thrown = run(real);
    Map<String, String> source = Map.of(SOURCE, Files.readString(Path.of(SOURCE)));
    try (LogTown town = new LogTown(dir.resolve("town"), source)) {
      Files.copy(real, town.log);
      town.says = Files.readString(Path.of("src/test/resources/bench/log-words.json"));
      long sort = sorted(real);
      long start = System.nanoTime();
      Task task = town.scan();
      long scan = System.nanoTime() - start;
      LogEvent.LogsRead read = task.logs().read().orElseThrow();
      assertThat(read.lines()).isGreaterThan(100_000);
      assertThat(town.shown).hasSize(1);
      assertThat(town.shown.get(0)).hasSizeLessThanOrEqualTo(3_000);
      assertThat(read.clusters().get(0).place()).startsWith(SOURCE);
      Map<String, Long> found = new TreeMap<>();
      read.clusters().stream()
          .filter(kind -> !kind.thrown().isEmpty())
          .forEach(kind -> found.merge(kind.mark().thrown(), kind.count(), Long::sum));
      assertThat(found).as("what was thrown, by the program's own count").isEqualTo(thrown);
      note(
          "%,d lines, %.1f MB: %d kinds, %.1f s for the whole task (%.1f s to read, sort and place),"
              + " %.2f of sort | uniq -c (%.2f s);"
              + " the model saw %,d characters",
          read.lines(),
          Files.size(real) / 1e6,
          read.kinds(),
          scan / 1e9,
          reading(town, task).toMillis() / 1e3,
          reading(town, task).toNanos() / (double) sort,
          sort / 1e9,
          town.shown.get(0).length());
      note("thrown and found: %s", found);
      for (String line : town.report(task).split("\n")) {
        note("  %s", line.replace(dir.toString(), ""));
      }
      assertThat(task.logs().report().orElseThrow().proposals())
          .isNotEmpty()
          .extracting(LogScan.Proposal::title)
          .allMatch(title -> !title.isBlank());
    }
  }

  @Test
  void aGigabyteIsReadInTheSameMemory() throws Exception {
    Path big = dir.resolve("big.log");
    String night = LogTown.night();
    try (BufferedWriter out = Files.newBufferedWriter(big)) {
      long left = 1L << 30;
      for (int i = 0; left > 0; i++) {
        String part = night.replace("order ", "order " + i);
        out.write(part);
        left -= part.length();
      }
    }
    try (LogTown town = new LogTown(dir.resolve("town"))) {
      town.house.stop();
      town.house.with(repo -> LogTown.logging(repo, List.of(big.toString()), 2L << 30)).start();
      long sort = sorted(big);
      long start = System.nanoTime();
      Task task = town.scan();
      long scan = System.nanoTime() - start;
      LogEvent.LogsRead read = task.logs().read().orElseThrow();
      assertThat(read.sources().get(0).bytes()).isGreaterThanOrEqualTo(1L << 30);
      assertThat(read.clusters().get(0).count()).isGreaterThan(1_000_000);
      note(
          "1 GiB, %,d lines in a heap of at most %d MB: %.0f s, %.2f of sort | uniq -c (%.0f s)",
          read.lines(),
          Runtime.getRuntime().maxMemory() >> 20,
          scan / 1e9,
          scan / (double) sort,
          sort / 1e9);
    }
  }

  /** Runs the shop in a process of its own; what it threw, by its own count. */
  private Map<String, Long> run(Path log) throws Exception {
    Path config = dir.resolve("logback.xml");
    Files.writeString(
        config,
        """
        <configuration>
          <appender name="file" class="ch.qos.logback.core.FileAppender">
            <file>%s</file>
            <encoder>
              <pattern>%%d{yyyy-MM-dd HH:mm:ss.SSS} %%-5level [%%thread] %%logger - %%msg%%n</pattern>
            </encoder>
          </appender>
          <logger name="shop" level="DEBUG"/>
          <root level="INFO"><appender-ref ref="file"/></root>
        </configuration>
        """
            .formatted(log));
    Path counts = dir.resolve("counts");
    Process shop =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-OmitStackTraceInFastThrow",
                "-Dlogback.configurationFile=" + config,
                "-cp",
                System.getProperty("java.class.path"),
                LoadedShop.class.getName(),
                counts.toString(),
                "" + REQUESTS)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("out").toFile())
            .start();
    try {
      assertThat(shop.waitFor(400, TimeUnit.SECONDS)).isTrue();
    } finally {
      shop.destroyForcibly();
    }
    assertThat(counts).as(Files.readString(dir.resolve("out"))).exists();
    return Files.readAllLines(counts).stream()
        .map(line -> line.split(" "))
        .collect(Collectors.toMap(parts -> parts[0], parts -> Long.parseLong(parts[1])));
  }

  /** From the base that was pinned to the log that was read. */
  private static Duration reading(LogTown town, Task task) {
    Instant pinned = Instant.EPOCH;
    for (Entry entry : town.house.journal.entries(task.id())) {
      if (entry.event() instanceof TaskEvent.BasePinned) {
        pinned = entry.at();
      } else if (entry.event() instanceof LogEvent.LogsRead) {
        return Duration.between(pinned, entry.at());
      }
    }
    throw new AssertionError("no log was read");
  }

  /** How long the plain tools take for the same file. */
  private long sorted(Path log) throws Exception {
    long start = System.nanoTime();
    Process plain =
        new ProcessBuilder("sh", "-c", "sort \"$1\" | uniq -c > /dev/null", "sh", log.toString())
            .directory(new File(dir.toString()))
            .start();
    assertThat(plain.waitFor(Duration.ofMinutes(8).toSeconds(), TimeUnit.SECONDS)).isTrue();
    return System.nanoTime() - start;
  }

  private static void note(String form, Object... values) throws Exception {
    String line = String.format(Locale.ROOT, form, values);
    Figures.note("logscan", line);
  }
}
