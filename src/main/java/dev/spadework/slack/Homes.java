package dev.spadework.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Queue;
import dev.spadework.journal.Schedules;
import dev.spadework.report.Home;
import dev.spadework.report.Story;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the pages of those fresh who have looked at theirs lately. A page is published when its
 * content changed, and not more often than the pace allows; at once when its owner opened it or
 * pressed something on it. {@link #opened} and {@link #notice} may be called by any thread, the
 * rest by one.
 */
final class Homes {
  private static final Logger LOG = LoggerFactory.getLogger(Homes.class);
  private static final String SCHEDULE = "home";
  private static final Duration LATELY = Duration.ofDays(3);
  private static final Duration AWAY_PAUSE = Duration.ofSeconds(20);
  private static final int MOST = 200;

  private final SlackSettings settings;
  private final Bulletin bulletin;
  private final Journal journal;
  private final Stories stories;
  private final People people;
  private final PauseVerbs pausing;
  private final Openness openness;
  private final PageCalls calls;
  private final HomeFace face;
  private final Clock clock;
  private final Map<String, Reader> readers = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** Somebody with a page. Guarded by itself. */
  private static final class Reader {
    private Instant opened;
    private Instant due = Instant.MIN;
    private Instant published = Instant.MIN;
    private boolean dirty = true;
    private String content = "";
    private Optional<String> notice = Optional.empty();

    private Reader(Instant opened) {
      this.opened = opened;
    }
  }

  Homes(
      SlackSettings settings,
      Bulletin bulletin,
      Journal journal,
      People people,
      PauseVerbs pausing,
      Openness openness,
      PageCalls calls,
      Mrkdwn mrkdwn,
      Clock clock) {
    this.settings = settings;
    this.bulletin = bulletin;
    this.journal = journal;
    this.stories = new Stories(journal);
    this.people = people;
    this.pausing = pausing;
    this.openness = openness;
    this.calls = calls;
    this.face = new HomeFace(new Lists(mrkdwn, openness), mrkdwn);
    this.clock = clock;
  }

  /** Those who had a page before this start, or have it from another process, look at it still. */
  void begin() {
    Instant since = clock.instant().minus(LATELY);
    for (Schedules.Slot slot : journal.schedules().done(SCHEDULE, MOST)) {
      Instant opened = Instant.ofEpochMilli(Long.parseLong(slot.note()));
      if (opened.isAfter(since) && !refused.contains(slot.slot())) {
        Reader reader = readers.computeIfAbsent(slot.slot(), key -> new Reader(opened));
        synchronized (reader) {
          reader.opened = opened.isAfter(reader.opened) ? opened : reader.opened;
        }
      }
    }
  }

  /** Somebody looks at their page. */
  void opened(String user) {
    Instant now = clock.instant();
    refused.remove(user);
    Reader reader = readers.computeIfAbsent(user, key -> new Reader(now));
    synchronized (reader) {
      reader.opened = now;
      // Slack may have shown an empty page until now, whatever was published before.
      reader.content = "";
      reader.notice = Optional.empty();
      urgent(reader);
    }
    note(user, now);
  }

  /** Somebody pressed something on their page: it shows at once what came of it. */
  void touched(String user) {
    Reader reader = readers.computeIfAbsent(user, key -> new Reader(clock.instant()));
    synchronized (reader) {
      urgent(reader);
    }
  }

  /** The same, with a line for what the page does not show by itself. */
  void notice(String user, String line) {
    Reader reader = readers.computeIfAbsent(user, key -> new Reader(clock.instant()));
    synchronized (reader) {
      reader.notice = Optional.of(line);
      urgent(reader);
    }
  }

  private static void urgent(Reader reader) {
    reader.dirty = true;
    reader.due = Instant.MIN;
    reader.published = Instant.MIN;
  }

  /** The record has gone on. */
  void changed() {
    for (Reader reader : readers.values()) {
      synchronized (reader) {
        reader.dirty = true;
      }
    }
  }

  /** Publishes what is due. */
  void publish() {
    publish(false);
  }

  /** Publishes only for those who have just opened or pressed; another process does the rest. */
  void answer() {
    publish(true);
  }

  private void publish(boolean urgentOnly) {
    Instant now = clock.instant();
    readers.values().removeIf(reader -> reader.opened.plus(LATELY).isBefore(now));
    for (Map.Entry<String, Reader> entry : readers.entrySet()) {
      Reader reader = entry.getValue();
      Optional<String> notice;
      synchronized (reader) {
        boolean waits = urgentOnly && !reader.published.equals(Instant.MIN);
        if (!reader.dirty || waits || dueAt(reader).isAfter(now)) {
          continue;
        }
        reader.dirty = false;
        notice = reader.notice;
      }
      publish(entry.getKey(), reader, notice, now);
    }
  }

  private Instant dueAt(Reader reader) {
    Instant paced =
        reader.published.equals(Instant.MIN)
            ? Instant.MIN
            : reader.published.plus(bulletin.freshness());
    return paced.isAfter(reader.due) ? paced : reader.due;
  }

  private void publish(String user, Reader reader, Optional<String> notice, Instant now) {
    ObjectNode view = view(user, notice);
    String content = view.toString();
    synchronized (reader) {
      if (content.equals(reader.content)) {
        return;
      }
    }
    try {
      calls.publish(user, view);
      synchronized (reader) {
        reader.content = content;
        reader.published = now;
        // Once read it is old news; the next change takes it away.
        reader.notice = reader.notice.equals(notice) ? Optional.empty() : reader.notice;
      }
    } catch (Away e) {
      LOG.atInfo().addKeyValue("reason", e.getMessage()).log("page_delayed");
      synchronized (reader) {
        reader.dirty = true;
        reader.due = now.plus(e.limited() ? e.pause() : AWAY_PAUSE);
      }
    } catch (Refused e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("page_refused");
      readers.remove(user);
      refused.add(user);
    }
  }

  private ObjectNode view(String user, Optional<String> notice) {
    List<Story> told = stories.of(user);
    Set<String> mine = new HashSet<>();
    boolean complete = true;
    for (Story story : told) {
      try {
        if (seesGate(user, story.task())) {
          mine.add(story.task().id());
        }
      } catch (Away e) {
        complete = false;
      }
    }
    Instant today =
        LocalDate.ofInstant(clock.instant(), settings.zone())
            .atStartOfDay(settings.zone())
            .toInstant();
    Home home =
        Home.of(
            told,
            user,
            task -> mine.contains(task.id()),
            places(),
            new Home.Purse(
                journal.tasks().spentSince(today, user),
                bulletin.personDailyMicros(),
                journal.tasks().spentSince(today),
                bulletin.dailyMicros()),
            clock.instant(),
            settings.zone(),
            people);
    return face.view(home, notice, complete, pause(user));
  }

  /** Approvers have the switch, the others a line while work is paused. */
  private HomeFace.Pause pause(String user) {
    boolean approver;
    try {
      approver = people.isApprover(user);
    } catch (Away e) {
      approver = false;
    }
    return new HomeFace.Pause(pausing.line(), approver);
  }

  /** Whether it waits for this person, who may read where it was asked. */
  private boolean seesGate(String user, Task task) throws Away {
    return task.gates().open().isPresent()
        && (task.request().by().equals(user) || openness.open(task.request().channel()))
        && people.mayDecide(user, task);
  }

  private Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    for (Queue.Place place : journal.queue().places()) {
      if (!place.held()) {
        places.put(place.task(), places.size());
      }
    }
    return places;
  }

  private void note(String user, Instant now) {
    String text = String.valueOf(now.toEpochMilli());
    Optional<Schedules.Slot> fresh = journal.schedules().claim(SCHEDULE, user, "", Duration.ZERO);
    if (fresh.isPresent()) {
      journal.schedules().done(fresh.get(), text);
    } else {
      journal.schedules().note(new Schedules.Slot(SCHEDULE, user, "", now, false, ""), text);
    }
  }
}
