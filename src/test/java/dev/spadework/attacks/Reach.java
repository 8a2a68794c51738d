package dev.spadework.attacks;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Into the workspace's own classes, to show what they would do without one line. */
final class Reach {
  private Reach() {}

  /** The path of an open folder. */
  static Path path(Object folder) throws ReflectiveOperationException {
    Field path = folder.getClass().getDeclaredField("path");
    path.setAccessible(true);
    return (Path) path.get(folder);
  }

  /** The directory, as it is where the host is not root: of the user that commands run as. */
  static Path given(Path directory) throws IOException, InterruptedException {
    new ProcessBuilder("chown", "-R", "1000:1000", directory.toString()).start().waitFor();
    return directory;
  }

  /** Names and sizes below a directory. */
  static String digest(Path directory) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(each.getFileName()).append(' ').append(Files.size(each)).append('\n');
      }
    }
    return all.toString();
  }
}
