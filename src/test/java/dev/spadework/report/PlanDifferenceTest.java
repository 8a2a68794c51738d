package dev.spadework.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.Plan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanDifferenceTest {
  private static Plan plan(Plan.Step... steps) {
    return new Plan("", List.of(steps), List.of(), List.of(), "", 0.9, List.of());
  }

  private static Plan.Step step(String title, String... files) {
    return new Plan.Step(title, List.of(files));
  }

  @Test
  void addedDroppedChangedAndKeptStepsAreSaidInWords() {
    Plan before =
        plan(
            step("Add `InvoiceCsv` with quoting", "InvoiceCsv.java"),
            step("Serve it under /invoices.csv", "Routes.java"),
            step("Describe the export", "docs/export.md"));
    Plan now =
        plan(
            step("Add InvoiceCsv, with quoting.", "InvoiceCsv.java"),
            step("Serve it under /invoices.csv", "InvoiceController.java", "Routes.java"),
            step("Add a test with commas in names", "InvoiceCsvTest.java"));
    assertThat(PlanDifference.of(before, now).lines())
        .containsExactly(
            "~ changed: 2. Serve it under /invoices.csv (now also `InvoiceController.java`)",
            "+ added: 3. Add a test with commas in names — `InvoiceCsvTest.java`",
            "− dropped: Describe the export (was step 3)",
            "= kept: 1. Add InvoiceCsv, with quoting.");
  }

  @Test
  void aStepWithAnotherTitleAndTheSameFilesIsTheSameStep() {
    PlanDifference difference =
        PlanDifference.of(
            plan(step("Write rows", "Csv.java"), step("Test", "CsvTest.java")),
            plan(step("Emit all five columns", "Csv.java", "Row.java"), step("Test", "Csv2.java")));
    assertThat(difference.lines())
        .containsExactly(
            "+ added: 1. Emit all five columns — `Csv.java`, `Row.java`",
            "~ changed: 2. Test (now also `Csv2.java`; no longer `CsvTest.java`)",
            "− dropped: Write rows (was step 1)");
    assertThat(
            PlanDifference.of(
                    plan(step("Write rows", "Csv.java")), plan(step("Five columns", "Csv.java")))
                .lines())
        .containsExactly("~ changed: 1. Five columns (was: Write rows)");
  }

  @Test
  void eachStepHasOnePartnerAndTheNearestWins() {
    PlanDifference difference =
        PlanDifference.of(
            plan(step("Add a test"), step("Add a test")),
            plan(step("Add a test"), step("Add a test"), step("Add a test")));
    assertThat(difference.changes())
        .extracting(PlanDifference.Change::kind)
        .containsExactly(
            PlanDifference.Kind.KEPT, PlanDifference.Kind.KEPT, PlanDifference.Kind.ADDED);
  }

  @Test
  void stepsThatOnlyMovedAreKept() {
    PlanDifference difference =
        PlanDifference.of(
            plan(step("One", "a"), step("Two", "b")), plan(step("Two", "b"), step("One", "a")));
    assertThat(difference.lines()).containsExactly("= The steps are the same.");
    assertThat(difference.changes().get(0).before()).isEqualTo(Optional.of(step("Two", "b")));
  }
}
