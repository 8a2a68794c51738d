package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.report.Digest;
import dev.spadework.report.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The digest as a message. Lists are cut at lengths at which the whole stays within 50 blocks and
 * some 13,000 characters.
 */
final class DigestFace {
  private static final int NEEDS = 12;
  private static final int ITEMS = 12;

  /** Of all text; Slack refuses more than 13,200 characters (slackapi/bolt-js#2509). */
  private static final int LONGEST = 12_900;

  private final Lists lists;
  private final Mrkdwn mrkdwn;

  DigestFace(Lists lists, Mrkdwn mrkdwn) {
    this.lists = lists;
    this.mrkdwn = mrkdwn;
  }

  /**
   * The message.
   *
   * @param newest whether no newer digest has come; only the newest one has buttons
   */
  Face of(Digest digest, boolean newest) {
    List<ObjectNode> blocks = new ArrayList<>();
    List<String> words = new ArrayList<>();
    add("*" + digest.day() + "* — " + mrkdwn.of(digest.summary()), blocks, words);
    needs(digest, newest, blocks, words);
    list(say("digest.open"), digest.open(), lists::pull, " · ", blocks, words);
    list(say("digest.merged"), digest.merged(), lists::pull, "\n• ", blocks, words);
    list(say("digest.closed"), digest.closed(), lists::pull, "\n• ", blocks, words);
    list(say("digest.stopped"), digest.stopped(), mrkdwn::of, "\n• ", blocks, words);
    shorten(blocks);
    return new Face(Mrkdwn.fallback(String.join("\n", words)), Blocks.of(blocks));
  }

  /** Leaves out what stands last where all would be more than a message takes. */
  private static void shorten(List<ObjectNode> blocks) {
    int dropped = 0;
    while (blocks.stream().mapToInt(DigestFace::length).sum() > LONGEST) {
      String text = blocks.remove(blocks.size() - 1).path("text").path("text").asText();
      dropped += (int) text.lines().count();
    }
    if (dropped > 0) {
      blocks.add(Blocks.section(say("text.rest", "lines", dropped)));
    }
  }

  private static int length(ObjectNode block) {
    return block.findValuesAsText("text").stream().mapToInt(String::length).sum();
  }

  private void needs(Digest digest, boolean newest, List<ObjectNode> blocks, List<String> words) {
    boolean parked = false;
    int number = 0;
    for (Need need : digest.needs().stream().limit(NEEDS).toList()) {
      if (number == 0 || need.parked() && !parked) {
        parked = need.parked();
        add("*" + say(parked ? "digest.parked" : "digest.needs") + "*", blocks, words);
      }
      number++;
      words.add("• " + lists.words(need));
      blocks.addAll(lists.need(need, number, newest));
    }
    int more = digest.needs().size() - NEEDS;
    if (more > 0) {
      add(say("home.more", "more", more), blocks, words);
    }
    boolean open = digest.needs().stream().anyMatch(need -> need.settled().isEmpty());
    if (!newest && open) {
      add(say("digest.newer"), blocks, words);
    }
  }

  private static <T> void list(
      String heading,
      List<T> items,
      Function<T, String> line,
      String between,
      List<ObjectNode> blocks,
      List<String> words) {
    if (items.isEmpty()) {
      return;
    }
    List<String> shown = new ArrayList<>(items.stream().limit(ITEMS).map(line).toList());
    if (items.size() > ITEMS) {
      shown.add(say("tests.more", "more", items.size() - ITEMS));
    }
    String lead = between.startsWith("\n") ? between : " ";
    add("*" + heading + "*" + lead + String.join(between, shown), blocks, words);
  }

  private static void add(String text, List<ObjectNode> blocks, List<String> words) {
    Fitted fitted = Fitted.together(List.of(text));
    blocks.addAll(fitted.sections());
    words.add(fitted.text());
  }
}
