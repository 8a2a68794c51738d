package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.Kind;
import dev.spadework.task.Request;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kind that a request is taken for, and the word that corrects it. */
class KindChoiceTest {
  @TempDir Path folder;
  private SlackTown town;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).open();
    // The first request loads classes, and Slack waits three seconds.
    town.slack.command(ANN, CHANNEL, "help");
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private String ask(String text) {
    var sent = town.slack.command(ANN, CHANNEL, text);
    assertThat(sent.acknowledged()).as(sent.toString()).isTrue();
    return town.journal.tasks().recent(1).get(0).id();
  }

  private Request request(String id) {
    return town.journal.task(id).orElseThrow().request();
  }

  @Test
  void theGuessStandsInTheFirstMessageAndOneWordCorrectsIt() throws Exception {
    String id = ask("add tests for PriceCalculator");
    assertThat(request(id).playbook()).isEqualTo(Kind.TESTS);
    assertThat(request(id).guessed()).isTrue();
    var root = town.await(m -> m.says("I take it for `tests`."));
    town.await(m -> m.says("add tests for PriceCalculator") && !m.ts().equals(root.ts()));
    town.slack.reply(ANN, CHANNEL, root.ts(), "Bug.");
    assertThat(request(id).playbook()).isEqualTo(Kind.BUG);
    assertThat(request(id).guessed()).isFalse();
    town.await(m -> m.ts().equals(root.ts()) && m.says("Kind: `bug`"));
  }

  @Test
  void theListInTheFirstMessageCorrectsItToo() throws Exception {
    String id = ask("bump jackson");
    var root = town.await(m -> m.says("I take it for `deps`."));
    town.slack.choose(ANN, CHANNEL, root.ts(), KindChoice.ACTION, "change");
    assertThat(request(id).playbook()).isEqualTo(Kind.CHANGE);
    assertThat(request(id).guessed()).isFalse();
  }

  @Test
  void aKindThatWasNamedIsNoGuessAndAPlainChangeSaysNothing() throws Exception {
    String named = ask("add tests for PriceCalculator kind:docs");
    assertThat(request(named).playbook()).isEqualTo(Kind.DOCS);
    assertThat(request(named).guessed()).isFalse();
    String plain = ask("add CSV export");
    assertThat(request(plain).playbook()).isEqualTo(Kind.CHANGE);
    town.await(m -> m.says("add CSV export") && !m.says("I take it for"));
  }

  @Test
  void aSentenceIsNoKindAndNeitherIsAStrangersWord() throws Exception {
    String id = ask("fix the rounding");
    var root = town.await(m -> m.says("I take it for `bug`."));
    town.await(m -> m.says("fix the rounding") && !m.ts().equals(root.ts()));
    town.slack.reply(BOB, CHANNEL, root.ts(), "docs");
    town.slack.reply(ANN, CHANNEL, root.ts(), "docs are in the wiki");
    assertThat(request(id).playbook()).isEqualTo(Kind.BUG);
  }
}
