package dev.spadework.journal;

import dev.spadework.journal.Queue.Reason;
import dev.spadework.journal.Queue.Shortage;
import dev.spadework.journal.Queue.Wait;
import dev.spadework.store.Tx;
import dev.spadework.task.Reserve;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is left of today's money: each cap less what was charged today and what is reserved for the
 * tasks that workers have. A task whose worker died keeps its reserve until it is taken up again,
 * because a call that was cut off may have been paid.
 */
final class Purse {
  private final DayCaps caps;
  private final Instant now;
  private final Map<String, Long> persons = new HashMap<>();
  private final Map<String, Long> repos = new HashMap<>();
  private long all;
  private boolean reserves;

  private Purse(DayCaps caps, Instant now) {
    this.caps = caps;
    this.now = now;
  }

  private record Part(String person, String repo, long micros) {}

  /** As it is now, in this transaction, without what is reserved for this task. */
  static Purse read(Tx tx, DayCaps caps, Instant now, String but) {
    Purse purse = new Purse(caps, now);
    if (caps.none()) {
      return purse;
    }
    charged(tx, caps, now).forEach(purse::takes);
    List<Part> reserved = reserved(tx, but);
    reserved.forEach(purse::takes);
    purse.reserves = !reserved.isEmpty();
    return purse;
  }

  private static List<Part> charged(Tx tx, DayCaps caps, Instant now) {
    return tx.list(
        """
        select person, repo, sum(micros) as micros from charges where at >= ?
        group by person, repo""",
        row -> new Part(row.text("person"), row.text("repo"), row.number("micros")),
        caps.begin(now).toEpochMilli());
  }

  private static List<Part> reserved(Tx tx, String but) {
    return tx.list(
        """
        select person, repo, reserve from queue
        where (holder is not null or in_flight > 0) and reserve > 0 and task_id <> ?""",
        row -> new Part(row.text("person"), row.text("repo"), row.number("reserve")),
        but);
  }

  private void takes(Part part) {
    all += part.micros;
    persons.merge(part.person, part.micros, Long::sum);
    repos.merge(part.repo, part.micros, Long::sum);
  }

  /** What is left for a task of this person in this repository; the scarcest. */
  Reserve left(String person, String repo) {
    return Reserve.of(left(caps.dayMicros(), all), caps.dayMicros())
        .least(
            Reserve.of(
                left(caps.personMicros(), persons.getOrDefault(person, 0L)),
                caps.personMicros(),
                person))
        .least(
            Reserve.ofRepo(
                left(caps.repo(repo), repos.getOrDefault(repo, 0L)), caps.repo(repo), repo));
  }

  /**
   * The most that can be reserved for a task of this person in this repository. One that could
   * never be reserved whole may begin on an untouched day.
   */
  long most(String person, String repo) {
    return Math.min(
        whole(caps.dayMicros(), all),
        Math.min(
            whole(caps.personMicros(), persons.getOrDefault(person, 0L)),
            whole(caps.repo(repo), repos.getOrDefault(repo, 0L))));
  }

  /** What keeps so much from being reserved for such a task; empty: nothing. */
  Optional<Wait> lacks(String person, String repo, long needMicros) {
    return lack(Reason.DAY_MONEY, "", needMicros, caps.dayMicros(), all)
        .or(
            () ->
                lack(
                    Reason.PERSON_MONEY,
                    person,
                    needMicros,
                    caps.personMicros(),
                    persons.getOrDefault(person, 0L)))
        .or(
            () ->
                lack(
                    Reason.REPO_MONEY,
                    repo,
                    needMicros,
                    caps.repo(repo),
                    repos.getOrDefault(repo, 0L)));
  }

  private Optional<Wait> lack(Reason reason, String who, long need, long cap, long taken) {
    return need <= whole(cap, taken)
        ? Optional.empty()
        : Optional.of(
            new Wait(
                reason,
                who,
                0,
                caps.end(now),
                Optional.of(
                    new Shortage(
                        Math.min(need, cap), Math.max(left(cap, taken), 0), cap, reserves))));
  }

  private static long left(long cap, long taken) {
    return cap == DayCaps.UNLIMITED ? cap : cap - taken;
  }

  private static long whole(long cap, long taken) {
    return taken <= 0 ? DayCaps.UNLIMITED : left(cap, taken);
  }
}
