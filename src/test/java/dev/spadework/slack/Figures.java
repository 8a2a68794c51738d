package dev.spadework.slack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** What was measured, for people: lines in {@code target/figures}. */
public final class Figures {
  private Figures() {}

  /** Adds a line to what is known by this name. */
  public static void note(String name, String line) throws IOException {
    Files.writeString(
        Files.createDirectories(Path.of("target", "figures")).resolve(name + ".txt"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** The value that so many of a hundred do not pass. */
  public static Duration percentile(List<Duration> all, int percent) {
    List<Duration> sorted = all.stream().sorted().toList();
    return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
  }
}
