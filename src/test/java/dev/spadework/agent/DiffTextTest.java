package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import dev.spadework.task.KeptDiff;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiffTextTest {
  private final Redactor redactor = Redactor.of(List.of("hunter2-secret"));
  private final Paper paper = new Paper();

  private Optional<String> kept(String unified) {
    paper.write(
        new TaskEvent.Asked(Request.of("x", "acme/billing", 1_000_000, "U0ANN", "C1").make()));
    DiffText.keep(paper, "tree1", unified, redactor);
    return paper
        .kept(KeptDiff.name(paper.task().id(), "tree1"))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void itIsKeptUnderItsTreeWithoutSecrets() {
    assertThat(kept("-old\n+hunter2-secret\n")).contains("-old\n+[redacted]\n");
  }

  @Test
  void anEmptyOneIsNotKept() {
    assertThat(kept("\n")).isEmpty();
  }

  @Test
  void aVeryLongOneIsCutBetweenLinesAndSaysSo() {
    String diff = kept("+line\n".repeat(50_000)).orElseThrow();
    assertThat(diff).hasSizeLessThan(DiffText.LONGEST + 100);
    long shown = diff.lines().filter("+line"::equals).count();
    assertThat(diff).endsWith("\n# " + (50_000 - shown) + " more lines are not shown here\n");
  }
}
