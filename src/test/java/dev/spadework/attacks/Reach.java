package dev.spadework.attacks;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

  /** As {@code Folder.stat}, but of what a link points to. */
  static Object statThrough(Object folder, String name) throws Exception {
    Path entry = path(folder).resolve(name);
    if (!Files.exists(entry)) {
      return Optional.empty();
    }
    Map<String, Object> all =
        Files.readAttributes(entry, "unix:mode,uid,size,lastModifiedTime,ctime,ino");
    Class<?> type = Class.forName("dev.spadework.workspace.Folder$Stat");
    Constructor<?> made = type.getDeclaredConstructors()[0];
    made.setAccessible(true);
    return Optional.of(
        made.newInstance(
            all.get("mode"),
            1000,
            all.get("size"),
            ((FileTime) all.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS),
            ((FileTime) all.get("ctime")).to(TimeUnit.NANOSECONDS),
            all.get("ino")));
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
