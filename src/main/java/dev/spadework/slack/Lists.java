package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.report.Money;
import dev.spadework.report.Need;
import dev.spadework.report.PullLine;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.Grants;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parts that the digest and people's pages share. */
final class Lists {
  /** Begin of the actions of gate buttons that do not stand on the gate's own message. */
  static final String ACTION = "todo_";

  private final Mrkdwn mrkdwn;
  private final Openness openness;

  Lists(Mrkdwn mrkdwn, Openness openness) {
    this.mrkdwn = mrkdwn;
    this.openness = openness;
  }

  /**
   * One question with its buttons, or with what was decided.
   *
   * @param number makes the block's name unique
   * @param live whether there may be buttons
   */
  List<ObjectNode> need(Need need, int number, boolean live) {
    List<ObjectNode> blocks = new ArrayList<>();
    blocks.add(Blocks.section("• " + words(need)));
    List<ObjectNode> buttons = new ArrayList<>();
    if (live) {
      for (Choice choice : need.choices()) {
        buttons.add(
            Blocks.button(
                label(choice, need.task()),
                ACTION + choice.name().toLowerCase(Locale.ROOT),
                Pressed.of(need.task().id(), need.gate(), choice).value()));
      }
    }
    if (need.settled().isEmpty()) {
      link(need.task(), need.gate())
          .ifPresent(
              url ->
                  buttons.add(Blocks.link(say("digest.thread"), Card.LINK_ACTION + "thread", url)));
    }
    if (!buttons.isEmpty()) {
      blocks.add(Blocks.actions("need-" + number, buttons));
    }
    return blocks;
  }

  /** The same in words. */
  String words(Need need) {
    return mrkdwn.of(need.line()) + need.settled().map(s -> " — " + mrkdwn.of(s)).orElse("");
  }

  /** With a link where the address is one. */
  String pull(PullLine pull) {
    String name = mrkdwn.of(pull.name());
    boolean web = pull.url().matches("https?://[^\\s<>|]+");
    return (web ? "<" + pull.url().replace("&", "&amp;") + "|" + name + ">" : name)
        + mrkdwn.of(pull.note());
  }

  private Optional<String> link(Task task, Gate gate) {
    return Optional.ofNullable(task.posts().get(Messages.gate(gate.id())))
        .or(() -> Optional.ofNullable(task.posts().get(Messages.ROOT)))
        .flatMap(posted -> openness.link(new Web.Place(posted.channel(), posted.ts())));
  }

  private static String label(Choice choice, Task task) {
    return choice == Choice.CONTINUE
        ? say("choice.continue.more", "more", Money.usd(Grants.step(task.request().budgetMicros())))
        : choice.label();
  }
}
