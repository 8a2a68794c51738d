package dev.spadework.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a story ends when nothing happens to the bot, and the points that it passes on the way; both
 * are kept in a file, so that one run is enough to try one point.
 *
 * @param ending as text
 */
record Golden(String ending, List<Fate.Point> points) {
  private static final Path FOLDER = Path.of("src/test/resources/golden/crash");
  private static final String POINTS = "--- points";

  private static Path file(String story) {
    return FOLDER.resolve(story.replaceAll("[^a-z]+", "-") + ".txt");
  }

  static Golden of(String story) throws IOException {
    List<String> lines = Files.readAllLines(file(story));
    int points = lines.indexOf(POINTS);
    return new Golden(
        String.join("\n", lines.subList(0, points)),
        lines.subList(points + 1, lines.size()).stream().map(Fate.Point::of).toList());
  }

  static void write(String story, Run run) throws IOException {
    StringBuilder text = new StringBuilder(run.ending().toString()).append('\n').append(POINTS);
    run.points().forEach(point -> text.append('\n').append(point));
    Files.createDirectories(FOLDER);
    Files.writeString(file(story), text.append('\n'));
  }
}
