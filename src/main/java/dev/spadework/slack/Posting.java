package dev.spadework.slack;

import dev.spadework.journal.Journal;
import dev.spadework.journal.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts each digest once, whatever happens: the day's slot is claimed in the database, and who
 * claims one that somebody else left undone looks in Slack first. Afterwards it keeps the buttons
 * of the newest digest true and takes those of older ones away. One thread.
 */
final class Posting {
  static final String TASK = "digest";
  private static final Logger LOG = LoggerFactory.getLogger(Posting.class);
  private static final String BEGIN = "0000-00-00";
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration REFUSED_PAUSE = Duration.ofMinutes(10);
  private static final Duration AWAY_PAUSE = Duration.ofSeconds(20);
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
  private static final int LOOKED_AT = 4;

  private final Digests digests;
  private final Journal journal;
  private final Web web;
  private final PageCalls calls;
  private final Bulletin.Asks forges;
  private final Clock clock;
  private final String holder = "digest-" + ProcessHandle.current().pid() + "-" + hashCode();
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> drawn = new HashMap<>();
  private final Map<String, Instant> later = new HashMap<>();

  Posting(
      Digests digests,
      Journal journal,
      Web web,
      PageCalls calls,
      Bulletin.Asks forges,
      Clock clock) {
    this.digests = digests;
    this.journal = journal;
    this.web = web;
    this.calls = calls;
    this.forges = forges;
    this.clock = clock;
  }

  /**
   * Notes from when on there are digests, so that none is made up for the time before. What another
   * process has drawn meanwhile is not known.
   */
  void begin() {
    drawn.clear();
    for (String channel : digests.channels()) {
      String name = Digests.schedule(channel);
      if (journal.schedules().done(name, 1).isEmpty()) {
        journal
            .schedules()
            .claim(name, BEGIN, holder, LEASE)
            .ifPresent(slot -> journal.schedules().done(slot, ""));
      }
    }
  }

  /** Posts what is due; whether anything was posted. */
  boolean post() throws InterruptedException {
    Optional<LocalDate> day = digests.days().due(clock.instant());
    if (day.isEmpty()) {
      return false;
    }
    boolean posted = false;
    for (String channel : digests.channels()) {
      Optional<Schedules.Slot> last = last(channel);
      if (last.filter(slot -> slot.at().isBefore(digests.days().time(day.get()))).isPresent()) {
        posted |= post(channel, day.get());
      }
    }
    return posted;
  }

  /** Posts today's digest of each channel that has none yet; returns the channels. */
  List<String> postNow() throws InterruptedException {
    begin();
    LocalDate today = LocalDate.ofInstant(clock.instant(), digests.days().zone());
    List<String> done = new ArrayList<>();
    for (String channel : digests.channels()) {
      if (post(channel, today)) {
        done.add(channel);
      }
    }
    return done;
  }

  private boolean post(String channel, LocalDate day) throws InterruptedException {
    if (waits(channel)) {
      return false;
    }
    Optional<Schedules.Slot> slot =
        journal.schedules().claim(Digests.schedule(channel), day.toString(), holder, LEASE);
    if (slot.isEmpty()) {
      return false;
    }
    try {
      Issue issue = issue(channel, day, slot.get());
      Web.Place place = place(channel, slot.get(), issue);
      journal.schedules().done(slot.get(), issue.posted(place).note());
      return true;
    } catch (Refused e) {
      giveBack(channel, slot.get(), e, REFUSED_PAUSE);
    } catch (Away e) {
      giveBack(channel, slot.get(), e, e.limited() ? e.pause() : AWAY_PAUSE);
    }
    return false;
  }

  /**
   * What the digest tells of is settled before it is posted, so that a second try says the same.
   */
  private Issue issue(String channel, LocalDate day, Schedules.Slot slot)
      throws InterruptedException {
    Optional<Issue> noted = Issue.read(slot.note());
    if (noted.isPresent()) {
      return noted.get();
    }
    forges.ask();
    Instant since =
        last(channel)
            .flatMap(before -> Issue.read(before.note()))
            .map(Issue::at)
            .orElseGet(() -> digests.days().before(day));
    Issue issue = new Issue(since, clock.instant(), Optional.empty(), false);
    journal.schedules().note(slot, issue.note());
    return issue;
  }

  private Web.Place place(String channel, Schedules.Slot slot, Issue issue) throws Refused, Away {
    String id = id(channel);
    if (!slot.fresh()) {
      Optional<Web.Place> there =
          web.find(id, Optional.empty(), TASK, slot.slot(), slot.at().minus(CLOCKS_DIFFER));
      if (there.isPresent()) {
        return there.get();
      }
    }
    Digests.Page page = digests.page(channel, id, issue, true);
    try {
      return post(id, slot, page);
    } catch (Refused e) {
      if (!e.code().equals("not_in_channel")) {
        throw e;
      }
      web.join(id);
      return post(id, slot, page);
    }
  }

  private Web.Place post(String id, Schedules.Slot slot, Digests.Page page) throws Refused, Away {
    Web.Place place = web.post(id, Optional.empty(), TASK, slot.slot(), page.face(), Door.AT_ONCE);
    LOG.atInfo().addKeyValue("channel", id).addKeyValue("day", slot.slot()).log("digest_posted");
    return place;
  }

  /** Draws the newest digest of each channel anew where it has changed; whether all are so. */
  boolean refresh() {
    boolean done = true;
    for (String channel : digests.channels()) {
      List<Schedules.Slot> slots = journal.schedules().done(Digests.schedule(channel), LOOKED_AT);
      for (int i = 0; i < slots.size(); i++) {
        Schedules.Slot slot = slots.get(i);
        Optional<Issue> issue = Issue.read(slot.note()).filter(Issue::live);
        if (issue.isPresent()) {
          done &= !waits(channel) && refresh(channel, slot, issue.get(), i == 0);
        }
      }
    }
    return done;
  }

  private boolean refresh(String channel, Schedules.Slot slot, Issue issue, boolean newest) {
    Web.Place place = issue.place().orElseThrow();
    Digests.Page page = digests.page(channel, place.channel(), issue, newest);
    String content = page.face().text() + page.face().blocks();
    try {
      if (!content.equals(drawn.get(slot.name()))) {
        web.update(place, page.face(), Door.AT_ONCE);
        if (newest) {
          drawn.put(slot.name(), content);
        }
      }
    } catch (Away e) {
      wait(channel, e, e.limited() ? e.pause() : AWAY_PAUSE);
      return false;
    } catch (Refused e) {
      // Deleted, or not ours to edit any more: there is nothing left to draw on.
      wait(channel, e, Duration.ZERO);
      journal.schedules().note(slot, issue.over().note());
      return true;
    }
    if (!newest || !page.waiting()) {
      journal.schedules().note(slot, issue.over().note());
    }
    return true;
  }

  private Optional<Schedules.Slot> last(String channel) {
    return journal.schedules().done(Digests.schedule(channel), 1).stream().findFirst();
  }

  private String id(String channel) throws Refused, Away {
    String known = ids.get(channel);
    if (known == null) {
      known = calls.channel(channel).orElseThrow(() -> new Refused("digest", "channel_not_found"));
      ids.put(channel, known);
    }
    return known;
  }

  private void giveBack(String channel, Schedules.Slot slot, Exception e, Duration pause) {
    journal.schedules().giveBack(slot);
    wait(channel, e, pause);
  }

  private void wait(String channel, Exception e, Duration pause) {
    later.put(channel, clock.instant().plus(pause));
    LOG.atWarn()
        .addKeyValue("channel", channel)
        .addKeyValue("reason", e.getMessage())
        .log("digest_delayed");
  }

  private boolean waits(String channel) {
    return Optional.ofNullable(later.get(channel)).filter(clock.instant()::isBefore).isPresent();
  }
}
