package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.context.Clues.Clue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the clues say that look beyond single words and single files. */
class RunsTest {
  @TempDir Path tree;

  @Test
  void wordsThatStandSideBySideCountTogether() throws Exception {
    Recall recall =
        over(
            Map.of(
                "A.java", "class A {\n  void treeWriter() {\n    go();\n  }\n}\n",
                "B.java", "class B {\n  Tree one;\n  int between;\n  Writer other;\n}\n"));
    assertThat(most(recall, "The tree writer loses floats", "A.java", "pairs-here")).isPositive();
    assertThat(most(recall, "The tree writer loses floats", "B.java", "pairs-here")).isZero();
  }

  @Test
  void aTestThatFitsSpeaksForWhatItIsCalledAfter() throws Exception {
    Recall recall =
        over(
            Map.of(
                "src/Ledger.java", "class Ledger {\n  int rounding;\n}\n",
                "src/Other.java", "class Other {\n  int rounding;\n}\n",
                "test/LedgerTest.java", "class LedgerTest {\n  void cents() {}\n}\n"));
    String task = "Rounding of cents is wrong";
    assertThat(most(recall, task, "src/Ledger.java", "test-called")).isPositive();
    assertThat(most(recall, task, "src/Ledger.java", "test-mentions")).isPositive();
    assertThat(most(recall, task, "src/Other.java", "test-called")).isZero();
  }

  @Test
  void aPartKnowsTheMethodThatItIsIn() throws Exception {
    String body = "    int a = go(1);\n    int b = go(2);\n    int c = go(3);\n\n".repeat(8);
    Recall recall = over(Map.of("A.java", "class A {\n  void settle() {\n" + body + "  }\n}\n"));
    assertThat(most(recall, "settle twice", "A.java", "within-words")).isPositive();
  }

  @Test
  void aFileThatMentionsALikelyOneGains() throws Exception {
    Recall recall =
        over(
            Map.of(
                "Ledger.java", "class Ledger {\n  int rounding;\n  int settle;\n}\n",
                "Uses.java", "class Uses {\n  Ledger rounding;\n}\n",
                "Free.java", "class Free {\n  int rounding;\n}\n"));
    String task = "settle with rounding in the ledger";
    assertThat(most(recall, task, "Uses.java", "mentions-here")).isPositive();
    assertThat(most(recall, task, "Free.java", "mentions-here")).isZero();
    assertThat(most(recall, task, "Ledger.java", "mentioned")).isPositive();
  }

  private static double most(Recall recall, String task, String path, String name) {
    int clue = Trees.NAMES.indexOf(name);
    List<Clue> looked = recall.clues(task).looked(Weights.fitted());
    return looked.stream()
        .filter(each -> each.part().doc().path().equals(path))
        .mapToDouble(each -> each.values()[clue])
        .max()
        .orElseThrow();
  }

  private Recall over(Map<String, String> files) throws Exception {
    List<String> paths = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = tree.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
      paths.add(file.getKey());
    }
    return Recall.over(tree, paths, List.of());
  }
}
