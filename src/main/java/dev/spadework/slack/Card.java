package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.report.Came;
import dev.spadework.report.Caps;
import dev.spadework.report.Code;
import dev.spadework.report.Durations;
import dev.spadework.report.Money;
import dev.spadework.report.Names;
import dev.spadework.report.Progress;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The root message and the status card. */
final class Card {
  static final String GATE_ACTION = "gate_";
  static final String CANCEL_ACTION = "cancel_task";
  static final String LINK_ACTION = "link_";

  private static final int REQUEST = 2_400;
  private static final int COMMIT = 7;

  /** More would be longer than a message may be. */
  private static final int STEPS = 40;

  private final SlackSettings settings;
  private final Names names;
  private final Mrkdwn mrkdwn;

  Card(SlackSettings settings, Names names, Mrkdwn mrkdwn) {
    this.settings = settings;
    this.names = names;
    this.mrkdwn = mrkdwn;
  }

  /**
   * Who asked what.
   *
   * @param line where it stands in the line, or what holds it up
   * @param history what tasks like it have cost
   */
  Face root(Task task, Optional<String> line, String history) {
    String asked =
        mrkdwn.of(
            say(
                "root",
                "who",
                names.of(task.request().by()),
                "text",
                Code.shortened(task.request().text(), REQUEST)));
    Caps caps = settings.caps();
    String facts =
        say(
            "root.facts",
            "where",
            where(task),
            "task",
            Code.of(task.id()),
            "budget",
            Money.usd(task.request().budgetMicros()),
            "time",
            Durations.words(caps.maxTime()));
    facts += line.map(words -> " · " + words).orElse("") + "\n" + history;
    List<ObjectNode> blocks = new ArrayList<>();
    blocks.add(Blocks.section(asked));
    Optional<String> came = Came.words(task).map(mrkdwn::of);
    came.ifPresent(with -> blocks.add(Blocks.context(with)));
    Optional<String> kind = KindChoice.words(task).map(mrkdwn::of);
    kind.ifPresent(words -> blocks.add(Blocks.context(words)));
    KindChoice.select(task).ifPresent(blocks::add);
    blocks.add(Blocks.context(mrkdwn.of(facts)));
    String all =
        asked
            + came.map(with -> "\n" + with).orElse("")
            + kind.map(words -> "\n" + words).orElse("")
            + "\n"
            + mrkdwn.of(facts);
    return new Face(Mrkdwn.fallback(all), Blocks.of(blocks));
  }

  private String where(Task task) {
    String repo = Code.of(task.request().repo());
    Optional<TaskEvent.BasePinned> base = task.base();
    if (base.isPresent()) {
      String commit = base.get().commit();
      return say(
          "root.base",
          "repo",
          repo,
          "branch",
          Code.of(base.get().branch()),
          "commit",
          commit.substring(0, Math.min(COMMIT, commit.length())));
    }
    return task.request()
        .base()
        .or(() -> settings.repo(task.request().repo()).map(SlackSettings.Repo::base))
        .filter(branch -> !branch.isBlank())
        .map(branch -> say("root.branch", "repo", repo, "branch", Code.of(branch)))
        .orElse(repo);
  }

  /**
   * How it stands.
   *
   * @param plans whether the workspace takes plan blocks
   */
  Face card(Task task, Instant now, boolean plans) {
    Progress progress = Progress.of(task, settings.caps(), now);
    List<ObjectNode> blocks = new ArrayList<>();
    List<String> lines = progress.steps().stream().map(this::line).toList();
    if (plans && !progress.steps().isEmpty() && progress.steps().size() <= STEPS) {
      blocks.add(plan(progress, now));
    } else {
      blocks.add(Blocks.section(mrkdwn.of(progress.title())));
      if (!lines.isEmpty()) {
        blocks.addAll(Fitted.together(lines).sections());
      }
    }
    if (!progress.news().isEmpty()) {
      blocks.add(Blocks.section(mrkdwn.of(progress.news())));
    }
    Optional<String> heard = Came.heard(task, names).map(mrkdwn::of);
    heard.ifPresent(line -> blocks.add(Blocks.context(line)));
    blocks.add(Blocks.context(mrkdwn.of(progress.footer())));
    if (task.ending().isEmpty()) {
      List<ObjectNode> buttons = new ArrayList<>();
      if (PlanChanges.offered(task)) {
        buttons.add(Blocks.button(say("plan.change"), PlanChanges.ACTION, task.id()));
      }
      buttons.add(Blocks.button(say("card.cancel"), CANCEL_ACTION, task.id()));
      blocks.add(Blocks.actions("card", buttons));
    }
    List<String> words = new ArrayList<>();
    words.add(mrkdwn.of(progress.title()));
    words.addAll(lines);
    if (!progress.news().isEmpty()) {
      words.add(mrkdwn.of(progress.news()));
    }
    heard.ifPresent(words::add);
    words.add(mrkdwn.of(progress.footer()));
    return new Face(Mrkdwn.fallback(String.join("\n", words)), Blocks.of(blocks));
  }

  private String line(Progress.Step step) {
    String mark =
        switch (step.state()) {
          case DONE -> "✓ ";
          case RUNNING -> "● ";
          case PENDING -> "○ ";
          case DROPPED -> "– ";
        };
    return mark + mrkdwn.of(step.title() + (step.note().isEmpty() ? "" : " — " + step.note()));
  }

  private ObjectNode plan(Progress progress, Instant now) {
    // Slack wants another block_id for each update.
    ObjectNode plan =
        Blocks.object().put("type", "plan").put("block_id", "plan-" + now.toEpochMilli());
    plan.put("title", mrkdwn.plain(progress.title()));
    ArrayNode tasks = plan.putArray("tasks");
    for (Progress.Step step : progress.steps()) {
      ObjectNode task = tasks.addObject().put("type", "task_card");
      task.put("task_id", "step-" + step.number()).put("title", mrkdwn.plain(step.title()));
      task.put(
          "status",
          switch (step.state()) {
            case DONE -> "complete";
            case RUNNING -> "in_progress";
            case PENDING, DROPPED -> "pending";
          });
      if (!step.note().isEmpty()) {
        task.set("details", Blocks.rich(mrkdwn.plain(step.note())));
      }
    }
    return plan;
  }
}
