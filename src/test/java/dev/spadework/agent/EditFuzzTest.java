package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.task.Call;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random calls of the file tools on random trees: nothing outside is touched, no byte is lost. */
class EditFuzzTest {
  private static final String CANARY = "canary-that-no-tool-shows";
  private static final List<String> TOOLS =
      List.of("edit_file", "edit_file", "edit_file", "read_file", "write_file", "delete_file");
  private static final List<String> NAMES =
      List.of("a", "b.txt", "ü", "dir", "link", "up", "pipe", "loop", "x y", "-rf", "new\nline");
  private static final List<String> ODD =
      List.of("..", ".", ".git", ".GIT", "", "/", "\0", "\uD800", "%2e%2e", "git~1", "~", "\\..");
  private static final List<String> PIECES =
      List.of("one", "two", " ", "\t", "\n", "\r\n", "ü", "€", "\"", "’", "[redacted]", "}", "");
  private static final List<String> CHARSETS =
      List.of("UTF-8", "UTF-8", "UTF-8", "ISO-8859-1", "UTF-16LE", "UTF-16BE");

  @TempDir Path dir;
  private final ObjectMapper json = new ObjectMapper();
  private Shed shed;
  private Path root;
  private Path outside;

  @BeforeEach
  void plant() throws IOException {
    shed = new Shed(dir);
    root = shed.tree.root();
    outside = Files.createDirectory(dir.resolve("outside"));
    Files.writeString(outside.resolve("a"), CANARY);
  }

  @Test
  void nothingIsLostAndNothingIsReached() throws Exception {
    fuzz(1, 700);
  }

  @Test
  @Tag("bench")
  void aHundredThousandCalls() throws Exception {
    String figures = fuzz(2, 100_000);
    Path out = Files.createDirectories(Path.of("target", "figures")).resolve("fuzz.txt");
    Files.writeString(out, figures + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String fuzz(long seed, int count) throws Exception {
    Random random = new Random(seed);
    Toolbox toolbox = new Toolbox(Shed.SETTINGS);
    Bench bench = shed.bench();
    int edited = 0;
    long early = 0;
    for (int i = 0; i < count; i++) {
      if (i % 20 == 0) {
        grow(random);
      }
      Path file = root.resolve("a");
      String path = random.nextInt(3) == 0 ? path(random) : "a";
      byte[] before = bytes(file);
      String old = part(random, before);
      String by = text(random, 4);
      String tool = random.nextInt(500) == 0 ? "search" : TOOLS.get(random.nextInt(TOOLS.size()));
      String arguments =
          json.writeValueAsString(
              Map.of("path", path, "old", old, "new", by, "content", by, "pattern", "canary"));
      Tool.Said said;
      try {
        said =
            toolbox
                .find(tool)
                .orElseThrow()
                .run(new Call("c" + i, tool, arguments), Arguments.of(arguments), bench);
      } catch (Tool.WrongCall e) {
        said = Tool.Said.error(e.getMessage());
      }
      assertThat(said.text()).doesNotContain(CANARY);
      untouched();
      if (tool.equals("edit_file") && path.equals("a") && !said.error()) {
        edited++;
        sameButFor(before, bytes(file), old, by);
      } else if (said.error() || tool.equals("read_file")) {
        assertThat(bytes(file)).isEqualTo(before);
      }
      early = i == count / 10 ? used() : early;
    }
    long late = used();
    assertThat(late - early).as("memory kept").isLessThan(16 << 20);
    assertThat(edited).isGreaterThan(count / 100);
    return count
        + " calls of file tools: "
        + edited
        + " edits, nothing outside read or changed; heap "
        + (late >> 20)
        + " MiB after all, "
        + (early >> 20)
        + " MiB after a tenth";
  }

  /**
   * The old text, whichever line ends it has, gave way to the new one; each byte around it stays.
   */
  private static void sameButFor(byte[] before, byte[] after, String old, String by) {
    Encoding encoding = Encoding.of(before).orElseThrow();
    String was = Places.plain(encoding.text(before));
    int at = was.indexOf(Places.plain(old));
    assertThat(at).isNotNegative();
    String wanted =
        was.substring(0, at) + Places.plain(by) + was.substring(at + Places.plain(old).length());
    assertThat(Places.plain(encoding.text(after))).isEqualTo(Places.plain(wanted));
    int most = encoding.bytes(old.replace("\n", "\r\n")).orElseThrow().length + 2;
    int mark = encoding.mark().size();
    assertThat(Arrays.copyOf(after, mark)).isEqualTo(Arrays.copyOf(before, mark));
    int start = Math.max(0, Arrays.mismatch(before, after));
    int tail = 0;
    while (tail < Math.min(before.length, after.length) - start
        && before[before.length - 1 - tail] == after[after.length - 1 - tail]) {
      tail++;
    }
    assertThat(before.length - start - tail).isLessThanOrEqualTo(most);
  }

  private void untouched() throws IOException {
    try (Stream<Path> all = Files.list(outside)) {
      assertThat(all.map(each -> each.getFileName().toString())).containsExactly("a");
    }
    assertThat(Files.readString(outside.resolve("a"))).isEqualTo(CANARY);
  }

  private void grow(Random random) throws Exception {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted((x, y) -> y.compareTo(x)).toList()) {
        if (!each.equals(root)) {
          Files.delete(each);
        }
      }
    }
    for (String name : NAMES) {
      Path at = root.resolve(name);
      switch (random.nextInt(7)) {
        case 0 -> Files.createDirectory(at);
        case 1 ->
            Files.createSymbolicLink(at, random.nextBoolean() ? outside : outside.resolve("a"));
        case 2 ->
            Files.createSymbolicLink(at, Path.of(NAMES.get(random.nextInt(NAMES.size() - 1))));
        case 3 -> Files.write(at, new byte[random.nextInt(9)]);
        default -> content(at, random);
      }
    }
    if (random.nextInt(40) == 0) {
      Files.deleteIfExists(root.resolve("pipe"));
      assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor())
          .isZero();
    }
    Files.deleteIfExists(root.resolve("a"));
    content(root.resolve("a"), random);
  }

  private static void content(Path file, Random random) throws IOException {
    String charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
    String mark =
        charset.startsWith("UTF-16") || charset.equals("UTF-8") && random.nextBoolean()
            ? "\uFEFF"
            : "";
    Files.write(file, (mark + text(random, 40)).getBytes(Charset.forName(charset)));
  }

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
      text.append(random.nextInt(4) == 0 ? String.valueOf(random.nextInt(50)) : "");
    }
    return text.toString();
  }

  /** Mostly something that stands in the file. */
  private static String part(Random random, byte[] bytes) {
    String text =
        Encoding.of(bytes)
            .map(encoding -> encoding.text(bytes))
            .orElseGet(() -> new String(bytes, StandardCharsets.UTF_8));
    if (text.isEmpty() || random.nextInt(5) == 0) {
      return text(random, 3);
    }
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + 1 + random.nextInt(20));
    String part = text.substring(from, to);
    return random.nextBoolean() ? Places.plain(part) : part;
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      List<String> from = random.nextInt(4) == 0 ? ODD : NAMES;
      path.append(from.get(random.nextInt(from.size()))).append(i > 1 ? "/" : "");
    }
    return path.toString();
  }

  private static byte[] bytes(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Files.readAllBytes(file)
        : new byte[0];
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
