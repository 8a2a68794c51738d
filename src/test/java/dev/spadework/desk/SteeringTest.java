package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people say while a story is played, and words that change its pace. */
class SteeringTest extends SmallAgent {
  @Test
  void aReplyAddsAColumnWheneverItComes() throws Exception {
    for (int after : List.of(0, 3, 5, 7)) {
      plant();
      finished = "";
      ArrayNode contents = opened("add CSV export to invoices\ninvoice.customer().city()");
      playing(contents, after, "A person says: please add the city as well");
      assertThat(tree.resolve("src/invoices/text/InvoiceCsv.java"))
          .as("after " + after)
          .content()
          .contains("invoice.customer().city()");
      assertThat(tree.resolve("docs/export.md")).content().contains("customer, city, net");
      assertThat(runs.get(runs.size() - 1)).contains("27 passed, 0 failed");
      Files.delete(tree.resolve("src/invoices/text/InvoiceCsv.java"));
    }
  }

  @Test
  void anyOtherReplyIsNamedAmongTheRisks() throws Exception {
    plant();
    ArrayNode contents = opened("add CSV export to invoices");
    playing(contents, 2, "A person says: mind the accountants");
    assertThat(risks).contains("You said: mind the accountants");
  }

  @Test
  void paceIsChangedByWordsInTheRequest() {
    ArrayNode slow = opened("add CSV export to invoices, with a slow model");
    assertThat(script.answer(request(slow))).isInstanceOf(Answer.Slow.class);
    ArrayNode command = opened("add CSV export to invoices, with a slow command");
    command.addObject().put("role", "model").putArray("parts").addObject().put("text", "");
    said(command, "go on");
    assertThat(((Answer.Calls) script.answer(request(command))).calls().get(0).tool())
        .isEqualTo("run_command");
  }
}
