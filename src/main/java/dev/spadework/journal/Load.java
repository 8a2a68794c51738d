package dev.spadework.journal;

import dev.spadework.journal.Queue.Reason;
import dev.spadework.journal.Queue.Wait;
import dev.spadework.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who has how much of the work, and what the quotas make of that. One thread at a time. */
final class Load {
  static final Duration HOUR = Duration.ofHours(1);

  private final Quotas quotas;
  private final Instant now;
  private final Map<String, Integer> persons = new HashMap<>();
  private final Map<String, Integer> repos = new HashMap<>();
  private final Map<String, List<Instant>> personStarts = new HashMap<>();
  private final Map<String, List<Instant>> repoStarts = new HashMap<>();

  Load(Quotas quotas, Instant now) {
    this.quotas = quotas;
    this.now = now;
  }

  /** As it is now, in this transaction. */
  static Load read(Tx tx, Quotas quotas, Instant now) {
    Load load = new Load(quotas, now);
    if (quotas.none()) {
      return load;
    }
    tx.list(
            """
            select person, repo from queue where holder is not null and lease_until >= ?""",
            row -> new Lane(row.text("person"), row.text("repo"), true),
            now.toEpochMilli())
        .forEach(load::runs);
    if (quotas.hourly()) {
      tx.list(
              "select person, repo, at from starts where at > ? order by at",
              row ->
                  new Begun(
                      new Lane(row.text("person"), row.text("repo"), false),
                      Instant.ofEpochMilli(row.number("at"))),
              now.minus(HOUR).toEpochMilli())
          .forEach(begun -> load.begins(begun.lane, begun.at));
    }
    return load;
  }

  private record Begun(Lane lane, Instant at) {}

  Instant now() {
    return now;
  }

  /** Why a task of this lane cannot be claimed; empty: it can. */
  Optional<Wait> blocks(Lane lane) {
    return rate(lane).or(() -> busy(lane));
  }

  /** Whether the person or the repository has all it may have at a time. */
  Optional<Wait> busy(Lane lane) {
    int person = quotas.person().atOnce();
    if (person > 0 && persons.getOrDefault(lane.person(), 0) >= person) {
      return Optional.of(new Wait(Reason.PERSON_BUSY, lane.person(), person, now));
    }
    int repo = quotas.repo(lane.repo()).atOnce();
    return repo > 0 && repos.getOrDefault(lane.repo(), 0) >= repo
        ? Optional.of(new Wait(Reason.REPO_BUSY, lane.repo(), repo, now))
        : Optional.empty();
  }

  /** Whether as many tasks as may begin within an hour have begun. */
  Optional<Wait> rate(Lane lane) {
    if (lane.begun()) {
      return Optional.empty();
    }
    int person = quotas.person().hourly();
    int repo = quotas.repo(lane.repo()).hourly();
    Instant forPerson = earliest(personStarts.get(lane.person()), person);
    Instant forRepo = earliest(repoStarts.get(lane.repo()), repo);
    if (!forPerson.isAfter(now) && !forRepo.isAfter(now)) {
      return Optional.empty();
    }
    return forRepo.isAfter(forPerson)
        ? Optional.of(new Wait(Reason.REPO_RATE, lane.repo(), repo, forRepo))
        : Optional.of(new Wait(Reason.PERSON_RATE, lane.person(), person, forPerson));
  }

  /** One more task of this lane runs. */
  void runs(Lane lane) {
    persons.merge(lane.person(), 1, Integer::sum);
    repos.merge(lane.repo(), 1, Integer::sum);
  }

  /** A task of this lane begins. */
  void begins(Lane lane, Instant at) {
    insert(personStarts.computeIfAbsent(lane.person(), p -> new ArrayList<>()), at);
    insert(repoStarts.computeIfAbsent(lane.repo(), r -> new ArrayList<>()), at);
  }

  /** All that runs has come to its end. */
  void rest() {
    persons.clear();
    repos.clear();
  }

  private Instant earliest(@org.jspecify.annotations.Nullable List<Instant> starts, int most) {
    if (most == 0 || starts == null || starts.size() < most) {
      return now;
    }
    int later = Collections.binarySearch(starts, now.plusNanos(1));
    int sofar = later < 0 ? -later - 1 : later;
    return sofar < most ? now : starts.get(starts.size() - most).plus(HOUR);
  }

  private static void insert(List<Instant> starts, Instant at) {
    int place = Collections.binarySearch(starts, at);
    starts.add(place < 0 ? -place - 1 : place, at);
  }
}
