package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  private static final Optional<Path> RIPGREP =
      List.of("/usr/bin/rg", "/usr/local/bin/rg", "/opt/homebrew/bin/rg").stream()
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  @TempDir private Path tree;
  @TempDir private Path outside;

  @BeforeEach
  void plant() throws IOException {
    write(
        ".gitignore", "*.log\n/build/\n!keep.log\nlib/**/gen\n# comment\n\\#odd\ntmp?\n[ab].txt\n");
    write("src/.gitignore", "secret.java\n/only-here\n");
    write("src/App.java", "class App {\n  int total = 1;\n\n  int totals() { return total; }\n}\n");
    write("src/secret.java", "int total;\n");
    write("src/only-here/x.java", "int total;\n");
    write("src/deep/only-here/x.java", "int total;\n");
    write("src/app/Über.java", "int total = 'é';\n");
    write("src/Windows.java", "int total;\r\nint other;\r\n");
    write("docs/guide.md", "The total (in EUR).\n");
    write("build/App.java", "int total;\n");
    write("nested/build/App.java", "int total;\n");
    write("debug.log", "total\n");
    write("keep.log", "total\n");
    write("lib/x/y/gen/a.java", "int total;\n");
    write("a.txt", "total\n");
    write("c.txt", "total\n");
    write("tmp1", "total\n");
    write("#odd", "total\n");
    write(".github/workflows/ci.yml", "name: total\n");
    write(".git/config", "total\n");
    write("long.min.js", "x".repeat(5_000) + " total\n" + "total".repeat(2_000) + "\n");
    write("large.txt", "total\n".repeat(200_000));
    write("many.txt", "total\n".repeat(80));
    Files.write(tree.resolve("bin.dat"), "total\n\0total\n".getBytes(StandardCharsets.UTF_8));
    Files.write(
        tree.resolve("late.dat"),
        ("total\n" + "\n".repeat(300_000) + "\0").getBytes(StandardCharsets.UTF_8));
    Files.write(
        tree.resolve("latin.txt"), "caf\u00E9 total\n".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(tree.resolve("wide.txt"), "\uFEFFtotal\n".getBytes(StandardCharsets.UTF_16LE));
    Files.writeString(outside.resolve("passwd"), "total secret\n");
    Files.createSymbolicLink(tree.resolve("link"), outside.resolve("passwd"));
    Files.createSymbolicLink(tree.resolve("linked"), outside);
  }

  @AfterEach
  void unlink() throws IOException {
    Files.deleteIfExists(tree.resolve("link"));
    Files.deleteIfExists(tree.resolve("linked"));
  }

  @Test
  void linesAreFoundInOrderOfPathAndLine() throws Exception {
    List<Hit> hits = plain().find("total", Optional.of("src"), 100);
    assertThat(hits)
        .containsExactly(
            new Hit("src/App.java", 2, "  int total = 1;"),
            new Hit("src/App.java", 4, "  int totals() { return total; }"),
            new Hit("src/Windows.java", 1, "int total;"),
            new Hit("src/app/Über.java", 1, "int total = 'é';"),
            new Hit("src/deep/only-here/x.java", 1, "int total;"));
  }

  @Test
  void ignoredBinaryLargeAndLinkedFilesArePassedOver() throws Exception {
    assertThat(plain().find("total", Optional.empty(), 1_000))
        .extracting(Hit::path)
        .contains(".github/workflows/ci.yml", "keep.log", "nested/build/App.java", "latin.txt")
        .doesNotContain(
            "build/App.java", "debug.log", "src/secret.java", "bin.dat", "late.dat", "large.txt")
        .doesNotContain(".git/config", "link", "linked/passwd", "a.txt", "tmp1", "#odd")
        .doesNotContain("lib/x/y/gen/a.java", "src/only-here/x.java");
  }

  @Test
  void ripgrepAndPlainJavaFindTheSame() throws Exception {
    assumeThat(RIPGREP).as("ripgrep is installed").isPresent();
    Search ripgrep = Search.in(tree, RIPGREP);
    List<String> patterns =
        List.of(
            "total",
            "^int",
            "total;$",
            "(?i)TOTAL",
            "\\bint\\s+\\w+",
            "[[:alpha:]]+s\\(",
            "é",
            "^$",
            "(?P<what>total|other);",
            "tot.l",
            "-n",
            "--files",
            "\\(in EUR\\)",
            ".");
    List<String> globs =
        List.of(
            "",
            "*.java",
            "src/**",
            "src",
            "**/x.java",
            "*.{md,txt}",
            "!*.java",
            "docs/*.md",
            "App.java");
    for (String pattern : patterns) {
      for (String glob : globs) {
        for (int limit : new int[] {1, 7, 500}) {
          Optional<String> given = Optional.of(glob).filter(g -> !g.isEmpty());
          assertThat(ripgrep.find(pattern, given, limit))
              .as("%s in %s, %s", pattern, glob, limit)
              .isEqualTo(plain().find(pattern, given, limit));
        }
      }
    }
  }

  @Test
  void aPatternThatCannotBeUsedIsExplainedInOneLine() {
    for (Search search : searches()) {
      for (String bad :
          List.of(
              "foo(", "a{", "[a", "*", "(?=x)", "(?<!a)b", "(a)\\1", "a\\nb", "a\nb", " ", "a\0")) {
        assertThatThrownBy(() -> search.find(bad, Optional.empty(), 10))
            .as(bad)
            .isInstanceOf(BadPattern.class)
            .message()
            .isNotBlank()
            .satisfies(m -> assertThat(m.replace(bad, "").lines()).hasSize(1));
      }
    }
  }

  @Test
  void anEscapedBackslashIsNoReference() throws Exception {
    write("path.txt", "C:\\1\\new\n");
    for (Search search : searches()) {
      assertThat(search.find("C:\\\\1\\\\new", Optional.empty(), 10)).hasSize(1);
    }
  }

  @Test
  void anInterruptEndsTheSearch() {
    for (Search search : searches()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> search.find("total", Optional.empty(), 1_000))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void aHostileIgnoreFileDoesNotStall() throws Exception {
    write("x/.gitignore", "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b\n**/**/**/**/**/**/**/c\n");
    write("x/" + "a".repeat(200), "total\n");
    assertThat(plain().find("total", Optional.of("x"), 10)).hasSize(1);
  }

  @Test
  void aTreeThatIsNotThereHasNoHits() throws Exception {
    assertThat(Search.in(tree.resolve("gone")).find("total", Optional.empty(), 5)).isEmpty();
  }

  private Search plain() {
    return Search.in(tree, Optional.empty());
  }

  private List<Search> searches() {
    return RIPGREP.isPresent() ? List.of(plain(), Search.in(tree, RIPGREP)) : List.of(plain());
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
