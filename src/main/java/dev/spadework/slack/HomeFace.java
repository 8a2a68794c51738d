package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.report.Home;
import dev.spadework.report.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A person's page as Slack shows it: at most 100 blocks. */
final class HomeFace {
  /** Opens the form. */
  static final String GIVE = "open_form";

  /** Lets no worker claim a task, or lets them again. */
  static final String PAUSE = "home_pause";

  static final String RESUME = "home_resume";

  private static final int NEEDS = 20;
  private static final int ITEMS = 15;
  private static final int BLOCKS = 100;

  private final Lists lists;
  private final Mrkdwn mrkdwn;

  HomeFace(Lists lists, Mrkdwn mrkdwn) {
    this.lists = lists;
    this.mrkdwn = mrkdwn;
  }

  /**
   * Whether work is paused.
   *
   * @param line who paused it and since when; empty while work goes on
   * @param mayChange whether this person has the switch
   */
  record Pause(Optional<String> line, boolean mayChange) {}

  /**
   * The page.
   *
   * @param notice what the person should know about their last press; stands first
   * @param complete whether Slack said what they may decide
   */
  ObjectNode view(Home home, Optional<String> notice, boolean complete, Pause pause) {
    List<ObjectNode> blocks = new ArrayList<>();
    notice.ifPresent(line -> blocks.add(Blocks.section(line)));
    List<ObjectNode> buttons = new ArrayList<>();
    buttons.add(Blocks.button(say("home.give"), GIVE, ""));
    if (pause.mayChange()) {
      boolean paused = pause.line().isPresent();
      buttons.add(
          Blocks.button(say(paused ? "home.resume" : "home.pause"), paused ? RESUME : PAUSE, ""));
    }
    blocks.add(Blocks.actions("give", buttons));
    pause.line().ifPresent(line -> blocks.add(Blocks.section(line)));
    needs(home, blocks);
    if (!complete) {
      blocks.add(Blocks.context(say("home.away")));
    }
    List<String> running = home.running().stream().map(mrkdwn::of).toList();
    heading(say("home.running"), blocks);
    if (running.isEmpty()) {
      blocks.add(Blocks.section(say("home.running.none")));
    } else {
      items(running, blocks);
    }
    if (home.others() > 0) {
      blocks.add(
          Blocks.context(
              home.others() == 1
                  ? say("home.others.one")
                  : say("home.others", "many", home.others())));
    }
    section(say("home.queued"), home.queued().stream().map(mrkdwn::of).toList(), blocks);
    section(say("home.pulls"), home.pulls().stream().map(lists::pull).toList(), blocks);
    section(say("home.money"), home.money(), blocks);
    ObjectNode view = Blocks.object().put("type", "home");
    ArrayNode all = view.putArray("blocks");
    blocks.stream().limit(BLOCKS).forEach(all::add);
    return view;
  }

  private void needs(Home home, List<ObjectNode> blocks) {
    heading(say("home.needs"), blocks);
    if (home.needs().isEmpty()) {
      blocks.add(Blocks.section(say("home.needs.none")));
    }
    int number = 0;
    boolean parked = false;
    for (Need need : home.needs().stream().limit(NEEDS).toList()) {
      if (need.parked() && !parked) {
        parked = true;
        blocks.add(Blocks.section("*" + say("digest.parked") + "*"));
      }
      number++;
      blocks.addAll(lists.need(need, number, true));
    }
    if (home.needs().size() > NEEDS) {
      blocks.add(Blocks.context(say("home.more", "more", home.needs().size() - NEEDS)));
    }
  }

  private static void section(String heading, List<String> items, List<ObjectNode> blocks) {
    if (!items.isEmpty()) {
      heading(heading, blocks);
      items(items, blocks);
    }
  }

  private static void heading(String text, List<ObjectNode> blocks) {
    ObjectNode header = Blocks.object().put("type", "header");
    header.set("text", Blocks.plain(text, 150));
    blocks.add(header);
  }

  private static void items(List<String> items, List<ObjectNode> blocks) {
    List<String> shown = new ArrayList<>(items.stream().limit(ITEMS).map(i -> "• " + i).toList());
    if (items.size() > ITEMS) {
      shown.add(say("home.more", "more", items.size() - ITEMS));
    }
    blocks.addAll(Fitted.together(shown).sections());
  }
}
