package dev.spadework.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules mean what native git means by them. */
class IgnoresTest {
  private static final List<String> PIECES =
      List.of(
          "a", "b", "ab", "*", "?", "**", "/", "[ab]", "[!a]", "[a-b]", "\\*", ".c", "!", "#", " ");

  @TempDir Path temp;

  @Test
  void tenThousandJudgementsAgreeWithNativeGit() throws Exception {
    Random random = new Random(7);
    Git git = Git.init(temp);
    Set<String> files = new LinkedHashSet<>();
    for (String one : List.of("a", "b", "ab", "aab", "a.c", "b.c", "*", "#a", "!a", "a b", ".c")) {
      files.add(one);
      for (String two : List.of("a", "b", "ab.c", "*b")) {
        files.add("d/" + one + "/" + two);
        files.add("a.d/" + two + "/" + one + "/a");
      }
    }
    for (String file : files) {
      Path path = temp.resolve(file);
      Files.createDirectories(Files.isRegularFile(path.getParent()) ? temp : path.getParent());
      if (!Files.exists(path)) {
        Files.writeString(path, "");
      }
    }
    for (int round = 0; round < 150; round++) {
      String rules = rules(random);
      Files.writeString(temp.resolve(".gitignore"), rules);
      Set<String> native_ =
          git.run("-c", "core.quotePath=false", "ls-files", "-z", "--others", "--exclude-standard")
              .lines()
              .flatMap(line -> List.of(line.split("\0")).stream())
              .collect(Collectors.toCollection(LinkedHashSet::new));
      Set<String> ours = new LinkedHashSet<>();
      Ignores ignores = Ignores.NONE.in("", List.of(rules.getBytes(UTF_8)));
      try (var walk = Files.walk(temp)) {
        for (Path each : walk.filter(Files::isRegularFile).toList()) {
          String path = temp.relativize(each).toString();
          if (!path.startsWith(".git/") && !ignored(ignores, path)) {
            ours.add(path);
          }
        }
      }
      assertThat(ours).as(rules).containsExactlyInAnyOrderElementsOf(native_);
    }
  }

  @Test
  void namedClassesAndBracketsThatHoldBracketsAreUnderstood() {
    assertThat(matches("[[:digit:]]x", "7x")).isTrue();
    assertThat(matches("[[:alpha:]-]", "-")).isTrue();
    assertThat(matches("[]x]", "]")).isTrue();
    assertThat(matches("[^]]", "]")).isFalse();
    assertThat(matches("[[:nonsense:]]", "n")).isFalse();
    assertThat(matches("[a", "a")).isFalse();
    assertThat(matches("x\\", "x")).isFalse();
    assertThat(matches("größe*", Names.rawOf("größe1"))).isTrue();
  }

  @Test
  void aPatternMadeToRunForYearsIsDoneAtOnce() {
    String pattern = "*a".repeat(60) + "b";
    assertThatCode(() -> matches(pattern, "a".repeat(4_000))).doesNotThrowAnyException();
    assertThat(matches("**/".repeat(60) + "b", "a/".repeat(1_000) + "a")).isFalse();
  }

  private static boolean matches(String pattern, String path) {
    return Glob.of(Names.rawOf(pattern)).filter(glob -> glob.matches(path)).isPresent();
  }

  private static boolean ignored(Ignores ignores, String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (ignores.ignored(path.substring(0, slash), true)) {
        return true;
      }
    }
    return ignores.ignored(path, false);
  }

  private static String rules(Random random) {
    StringBuilder rules = new StringBuilder();
    for (int line = 0; line <= random.nextInt(4); line++) {
      for (int piece = 0; piece <= random.nextInt(5); piece++) {
        rules.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      rules.append(random.nextInt(9) == 0 ? "\r\n" : "\n");
    }
    return rules.toString();
  }
}
