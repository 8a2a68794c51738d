package dev.spadework;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Starts processes as often as a long run of kills has to: from jars, so that the classes of a
 * first start can be kept for the others ("AppCDS", JEP 350).
 */
final class QuickStart {
  private final Path classes;
  private final List<String> base = new ArrayList<>();

  QuickStart(Path dir) throws IOException {
    classes = dir.resolve("classes.jsa");
    Path jar = dir.resolve("spadework.jar");
    List<String> places = new ArrayList<>(List.of(jar.toString()));
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(place).toAbsolutePath();
      if (place.endsWith(".jar")) {
        places.add(path.toString());
      } else if (path.endsWith("target/classes")) {
        pack(path, jar);
      }
    }
    base.addAll(
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:cds=off"));
    base.addAll(List.of("-cp", String.join(File.pathSeparator, places)));
  }

  private static void pack(Path from, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(from.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  /** For the one start that is ended by SIGTERM, so that its classes are kept. */
  List<String> first() {
    return with("-XX:ArchiveClassesAtExit=" + classes);
  }

  /** For all others. */
  List<String> others() {
    return Files.exists(classes) ? with("-XX:SharedArchiveFile=" + classes) : base;
  }

  private List<String> with(String flag) {
    List<String> arguments = new ArrayList<>(base);
    arguments.add(0, flag);
    return arguments;
  }
}
