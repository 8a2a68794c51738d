package dev.spadework.slack;

import dev.spadework.journal.Journal;
import dev.spadework.report.Digest;
import dev.spadework.report.Names;
import dev.spadework.report.Story;
import dev.spadework.task.Rhythm;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Digests made of the journal, wherever they are shown. Needs no Slack. */
public final class Tidings {
  private final Journal journal;
  private final Stories stories;
  private final Bulletin bulletin;
  private final ZoneId zone;
  private final Clock clock;
  private final Rhythm days;

  /** Digests of this journal, with days as the zone has them. */
  public Tidings(Journal journal, Bulletin bulletin, ZoneId zone, Clock clock) {
    this.journal = journal;
    this.stories = new Stories(journal);
    this.bulletin = bulletin;
    this.zone = zone;
    this.clock = clock;
    this.days = new Rhythm(bulletin.at(), zone, bulletin.days());
  }

  Rhythm days() {
    return days;
  }

  /** As it stands now, since the digest of the day before. */
  public Digest now(Names names, Predicate<Story> tellable) {
    Instant now = clock.instant();
    Instant since = days.before(LocalDate.ofInstant(now, zone));
    return of(since, now, names, repo -> true, tellable);
  }

  /**
   * A digest with its questions as they stand now.
   *
   * @param since when the one before was made
   * @param at when this one was made
   * @param about which repositories
   * @param tellable which of their tasks its readers may know of
   */
  Digest of(
      Instant since, Instant at, Names names, Predicate<String> about, Predicate<Story> tellable) {
    Digest.Span span = new Digest.Span(since, at, zone);
    Instant from = span.week().isBefore(since) ? span.week() : since;
    List<Story> told =
        stories.since(from).stream()
            .filter(story -> about.test(story.task().request().repo()))
            .filter(tellable)
            .toList();
    Instant today = LocalDate.ofInstant(at, zone).atStartOfDay(zone).toInstant();
    long spent =
        journal
            .tasks()
            .spent(span.firstDay().atStartOfDay(zone).toInstant(), today)
            .entrySet()
            .stream()
            .filter(entry -> about.test(entry.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return Digest.of(told, span, spent, bulletin.dailyMicros(), names);
  }
}
