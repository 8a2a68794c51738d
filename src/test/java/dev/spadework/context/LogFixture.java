package dev.spadework.context;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A real output, kept in {@code logs/}: made by the scripts in {@code logs/make/} in the sandbox's
 * image, and described in {@code logs/table.txt}.
 *
 * @param tree whose files the repository has
 * @param name of what failed; a dash where nothing did
 * @param said the first assertion or message
 * @param frame the first frame of one's own; a dash where the output has none
 */
record LogFixture(
    String id, String tool, String what, String tree, String name, String said, String frame) {

  static Stream<LogFixture> all() throws IOException {
    return text("table.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" \\| "))
        .map(f -> new LogFixture(f[0], f[1], f[2], f[3], f[4], f[5], f[6]));
  }

  static LogFixture named(String id) throws IOException {
    return all().filter(fixture -> fixture.id.equals(id)).findFirst().orElseThrow();
  }

  /** Reports in XML, with the little that a quiet build prints. */
  private boolean xml() {
    return id.startsWith("xml-");
  }

  String log() throws IOException {
    if (xml()) {
      StringBuilder all = new StringBuilder();
      try (Stream<Path> files = Files.walk(reports())) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          all.append(Files.readString(file));
        }
      }
      return all.toString();
    }
    try (InputStream in = new GZIPInputStream(open(id + ".gz"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  List<String> paths() throws IOException {
    return text("trees/" + tree + ".txt").lines().filter(path -> !path.isBlank()).toList();
  }

  private Path reports() {
    return Path.of("src/test/resources/logs").resolve(id);
  }

  Trimmed digest() throws IOException {
    if (xml()) {
      Optional<TestReport> report = TestReport.read(reports(), "", Marks.NONE);
      return LogDigest.of("BUILD FAILED", report, OwnFiles.of(paths()), 3_000);
    }
    String log = log();
    return LogDigest.of(log, RunnerOutput.read(log, false), OwnFiles.of(paths()), 3_000);
  }

  /** What has to be in a digest of it. */
  List<String> wanted() {
    return Stream.of(name, said, frame).filter(text -> !text.equals("-")).toList();
  }

  static String text(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = LogFixture.class.getResourceAsStream("/logs/" + name);
    if (in == null) {
      throw new IOException("There is no fixture " + name);
    }
    return in;
  }

  @Override
  public String toString() {
    return id;
  }
}
