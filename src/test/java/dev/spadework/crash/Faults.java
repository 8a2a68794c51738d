package dev.spadework.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows of one place in {@code docs/faults.md}.
 *
 * @param where what failed
 */
record Faults(String where, List<Row> rows) {
  private static final Path PAGE = Path.of("docs/faults.md");

  private static final String NOTHING = "nothing";

  /** A row, but for its place. */
  record Row(String fault, String said, String recovered, String lost) {}

  static Faults met(String where, List<Trial.Met> met) {
    return new Faults(where, met.stream().map(Faults::row).toList());
  }

  private static Row row(Trial.Met met) {
    List<String> said = met.said().stream().map(Faults::plain).distinct().toList();
    return new Row(
        met.fault().name(),
        said.isEmpty() ? NOTHING : String.join("; then ", said),
        recovered(met),
        NOTHING);
  }

  /** How many tries, and how long by the clock; waits are drawn by lot, so only their bounds. */
  private static String recovered(Trial.Met met) {
    if (met.fault().passage() instanceof Passage.Slow) {
      return "at once";
    }
    if (!met.fault().lasts().isZero()) {
      // Whoever is told by the thread is asked again by the worker, the thread itself by its own.
      Duration after = met.waited().minus(met.fault().lasts());
      assertThat(after).isLessThan(Duration.ofMinutes(6));
      return "at most 5 min after it is back";
    }
    if (met.fault().name().contains("asks to wait 30 s")) {
      // It is measured from when the fault is seen here, which may be a little after the bot did.
      assertThat(met.waited()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(90));
      return "after 30 s";
    }
    return "at its next try";
  }

  private static String plain(String said) {
    return said.replaceAll("(127\\.0\\.0\\.1|localhost):\\d+", "its host")
        .replaceAll("length: \\d+, bytes received: \\d+", "length: …, bytes received: …")
        .replaceAll("t-[0-9a-z]{8}", "t-…")
        .replaceAll("after \\d+ min\\.", "after … min.")
        .replaceAll("[|\\s]+", " ");
  }

  /** Holds the page to what came out, or writes it. */
  void compare() throws IOException {
    List<String> lines =
        rows.stream()
            .map(
                row ->
                    Stream.of(where, row.fault(), row.said(), row.recovered(), row.lost())
                        .reduce("|", (line, cell) -> line + " " + cell + " |"))
            .distinct()
            .toList();
    List<String> page = new ArrayList<>(Files.readAllLines(PAGE));
    Set<String> begin = new HashSet<>();
    rows.forEach(row -> begin.add("| " + where + " | " + row.fault() + " |"));
    List<String> held =
        page.stream().filter(line -> begin.stream().anyMatch(line::startsWith)).toList();
    if ("write".equals(System.getProperty("golden"))) {
      page.removeAll(held);
      page.addAll(lines);
      Files.write(PAGE, page);
    } else {
      assertThat(held).isEqualTo(lines);
    }
  }
}
