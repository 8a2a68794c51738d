package dev.spadework.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MutantsTest {
  private static final String JAVA =
      """
      class Price {
        // if (net < 0) a comment
        static int total(int net, boolean taxed) {
          if (net < 0 && taxed) {
            throw new IllegalArgumentException("net < 0");
          }
          log(net);
          List<String> names = names();
          return taxed ? net + 19 : net;
        }
      }
      """;

  private static Set<Integer> all(String text) {
    return new TreeSet<>(IntStream.rangeClosed(1, (int) text.lines().count()).boxed().toList());
  }

  private static List<String> of(String path, String text, int most) {
    return Mutants.of(Map.of(path, text), Map.of(path, all(text)), most, 7).stream()
        .map(mutant -> mutant.line() + ": " + mutant.now())
        .toList();
  }

  @Test
  void conditionsOperatorsConstantsAndStatementsAreBrokenOneAtATime() {
    assertThat(of("Price.java", JAVA, 100))
        .contains(
            "4: if (net >= 0 && taxed) {",
            "4: if (net < 0 || taxed) {",
            "4: if (net < 1 && taxed) {",
            "7: ",
            "9: return taxed ? net - 19 : net;",
            "9: return taxed ? net + 20 : net;")
        .noneMatch(
            line ->
                line.startsWith("2:") || line.startsWith("8:  ") || line.contains("net >= 0\""));
  }

  @Test
  void theSameSeedChoosesTheSameAndLinesComeBeforeWaysToBreakOne() {
    assertThat(of("Price.java", JAVA, 3)).hasSize(3).isEqualTo(of("Price.java", JAVA, 3));
    assertThat(
            of("Price.java", JAVA, 3).stream().map(line -> line.replaceAll(":.*", "")).distinct())
        .hasSize(3);
  }

  @Test
  void pythonAndShellAreBrokenInTheirOwnWords() {
    assertThat(of("price.py", "def f(a):\n    if a:\n        g(a)\n    return a\n", 100))
        .contains("2: if not (a):", "3: pass", "4: return None");
    assertThat(of("total.sh", "# 1 + 1\nif [ \"$1\" -gt 3 ]; then\n  echo 1\nfi\n", 100))
        .contains("2: if [ \"$1\" -le 3 ]; then", "3: echo 2")
        .noneMatch(line -> line.startsWith("1:"));
  }

  @Test
  void theLinesAreThoseOfTheFunctionsThatATestNames() {
    String text = "def f(a):\n    return a\n\n\ndef g(b):\n    c = b\n    return c\n";
    assertThat(Targets.lines("price.py", text, Set.of("g"))).containsExactly(6, 7);
    assertThat(Targets.lines("Price.java", JAVA, Set.of("total")))
        .containsExactly(4, 5, 6, 7, 8, 9, 10);
    assertThat(Targets.lines("price.py", text, Set.of("other"))).hasSize(7);
  }
}
