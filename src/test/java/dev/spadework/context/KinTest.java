package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.context.Clues.Clue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the second look adds to the clues of the first one. */
class KinTest {
  @TempDir private Path tree;
  private final List<String> files = new ArrayList<>();

  @BeforeEach
  void plant() throws IOException {
    write(
        "shop/Invoice.java",
        """
        class Invoice {
          int roundedTotal(Ledger ledger) {
            return ledger.surchargeOf(this) + vat();
          }
        }
        """);
    write(
        "shop/Ledger.java",
        """
        class Ledger {
          int surchargeOf(Object paper) {
            return paper.hashCode() % 7;
          }
        }
        """);
    write(
        "depot/Crate.java",
        """
        class Crate {
          int weightOf(Object paper) {
            return paper.hashCode() % 5;
          }
        }
        """);
  }

  @Test
  void whatALikelyPartCallsGains() throws Exception {
    assertThat(clue("Ledger", "used")).isGreaterThan(clue("Crate", "used"));
    assertThat(clue("Ledger", "echo-elsewhere")).isGreaterThan(clue("Crate", "echo-elsewhere"));
    assertThat(clue("Ledger", "directory")).isGreaterThan(clue("Crate", "directory"));
  }

  @Test
  void aPartHasNothingFromWhatItSaidItself() throws Exception {
    assertThat(clue("Invoice", "odds")).isZero();
    assertThat(clue("Invoice", "echo")).isLessThan(0.5);
  }

  @Test
  void filesThatWereChangedWithALikelyOneGain() throws Exception {
    List<Past> past =
        List.of(
            new Past("Tidy", List.of("shop/Invoice.java", "depot/Crate.java")),
            new Past("Tidy", List.of("shop/Ledger.java")));
    List<Clue> looked = looked(past);
    assertThat(value(looked, "Crate", "together"))
        .isGreaterThan(value(looked, "Ledger", "together"));
  }

  private double clue(String file, String name) throws Exception {
    return value(looked(List.of()), file, name);
  }

  private static double value(List<Clue> clues, String file, String name) {
    return clues.stream()
        .filter(clue -> clue.part().doc().path().endsWith(file + ".java"))
        .map(clue -> clue.values()[Trees.NAMES.indexOf(name)])
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private List<Clue> looked(List<Past> past) throws Exception {
    Recall recall = Recall.over(tree, files, past);
    String task = "The rounded total of an Invoice is off; see the paper in class Invoice";
    return recall.clues(task).looked(Weights.fitted());
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    files.add(path);
  }
}
