package dev.spadework.slack;

import dev.spadework.journal.Journal;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls. A message is posted once: one whose posting may have been cut off, by a crash of
 * ours or on the wire, is looked for in Slack before it is posted again.
 */
final class Drawer {
  private static final Logger LOG = LoggerFactory.getLogger(Drawer.class);
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

  private final Journal journal;
  private final Web web;
  private final Drawing drawing;
  private final Fates fates;
  private final Set<String> redirected = new HashSet<>();

  Drawer(Journal journal, Web web, Drawing drawing, Fates fates) {
    this.journal = journal;
    this.web = web;
    this.drawing = drawing;
    this.fates = fates;
  }

  /**
   * Draws one step.
   *
   * @throws Refused if Slack will not have it, and nothing here helps
   */
  void draw(Step step) throws Refused, Away {
    try {
      if (step.isStatus()) {
        web.status(step.channel(), step.thread().orElseThrow(), step.face().text());
        drawing.drawn(step);
      } else if (step.edit()) {
        web.update(step.place().get(), step.face(), step.urgency().kept());
        drawing.drawn(step);
      } else if (!found(step) && !step.onlyIfThere()) {
        post(step);
        drawing.drawn(step);
      }
    } catch (Refused e) {
      if (!helped(step, e)) {
        throw e;
      }
    } catch (Away e) {
      if (e.unknown() && !step.edit()) {
        fates.doubt(step.key());
      }
      throw e;
    }
  }

  /** Whether Slack has it already, from a call whose answer was lost; it may show old news. */
  private boolean found(Step step) throws Away {
    if (!fates.mayBeThere(step.key())) {
      return false;
    }
    Optional<Web.Place> there = find(step);
    there.ifPresentOrElse(place -> note(step, place), () -> fates.absent(step.key()));
    return there.isPresent();
  }

  private void post(Step step) throws Refused, Away {
    if (step.snippet().isPresent()) {
      int kept = step.urgency().kept();
      String thread = step.thread().orElseThrow();
      String id = web.uploads().share(step.channel(), thread, step.snippet().get(), kept);
      note(step, new Web.Place(step.channel(), id));
      return;
    }
    note(
        step,
        web.post(
            channel(step),
            step.thread(),
            step.task(),
            step.message(),
            step.face(),
            step.urgency().kept()));
  }

  private void note(Step step, Web.Place place) {
    journal.add(
        step.task(),
        Optional.of(step.key()),
        new TaskEvent.Posted(step.message(), place.channel(), place.ts()));
    fates.forget(step.key());
  }

  private Optional<Web.Place> find(Step step) throws Away {
    Instant since = journal.task(step.task()).map(Task::askedAt).orElseThrow().minus(CLOCKS_DIFFER);
    try {
      if (step.snippet().isPresent()) {
        String title = step.snippet().get().title();
        return web.findFile(step.channel(), step.thread().orElseThrow(), title);
      }
      return web.find(channel(step), step.thread(), step.task(), step.message(), since);
    } catch (Refused e) {
      // Where we cannot read we cannot have written either, or cannot know: a second message is
      // the lesser harm than none.
      LOG.atWarn()
          .addKeyValue("task", step.task())
          .addKeyValue("reason", e.getMessage())
          .log("message_not_looked_up");
      return Optional.empty();
    }
  }

  /** Where the channel is closed to us the thread opens with the person who asked. */
  private String channel(Step step) {
    return redirected.contains(step.task()) && step.message().equals(Messages.ROOT)
        ? journal.task(step.task()).orElseThrow().request().by()
        : step.channel();
  }

  private boolean helped(Step step, Refused refused) throws Away {
    if (step.isStatus()) {
      drawing.withoutStatus();
      return true;
    }
    if (step.snippet().isPresent()) {
      // The pull request has the diff too: the thread goes on without it.
      LOG.atWarn()
          .addKeyValue("task", step.task())
          .addKeyValue("reason", refused.getMessage())
          .log("file_not_shown");
      drawing.withoutFile(step, refused.ofWorkspace());
      return true;
    }
    if (refused.code().startsWith("invalid_blocks")) {
      return drawing.withoutPlans();
    }
    if (step.edit()) {
      // The message was deleted or is not ours to edit any more: there is nothing left to draw on.
      LOG.atInfo()
          .addKeyValue("task", step.task())
          .addKeyValue("reason", refused.getMessage())
          .log("message_not_editable");
      drawing.drawn(step);
      return true;
    }
    return refused.noWayIn() && otherWay(step, refused);
  }

  private boolean otherWay(Step step, Refused refused) throws Away {
    if (refused.code().equals("not_in_channel") && joined(step.channel())) {
      return true;
    }
    boolean first = step.message().equals(Messages.ROOT) && redirected.add(step.task());
    if (first) {
      LOG.atWarn()
          .addKeyValue("task", step.task())
          .addKeyValue("reason", refused.getMessage())
          .log("thread_opens_with_the_requester");
    }
    return first;
  }

  private boolean joined(String channel) throws Away {
    try {
      web.join(channel);
      return true;
    } catch (Refused e) {
      return false;
    }
  }
}
