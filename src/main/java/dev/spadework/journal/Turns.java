package dev.spadework.journal;

import dev.spadework.journal.Queue.Place;
import dev.spadework.journal.Queue.Reason;
import dev.spadework.journal.Queue.Wait;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays the queue forward: which task comes when, if every worker takes what a claim would give it.
 * Where nobody can go on, what runs is taken to have ended. Pure.
 */
final class Turns {
  private final Load load;
  private final Purse purse;
  private final Map<Lane, Deque<Row>> lanes = new LinkedHashMap<>();
  private final Map<String, Integer> ahead = new HashMap<>();

  private Turns(Load load, Purse purse) {
    this.load = load;
    this.purse = purse;
  }

  /**
   * A row of the queue.
   *
   * @param reserve what its cap leaves for it
   * @param beyond until when it needs no money of the day
   */
  record Row(
      int order,
      String task,
      Lane lane,
      Instant since,
      Instant readyAt,
      boolean held,
      long reserve,
      Instant beyond) {}

  /** The places of these rows, which come in their order. */
  static List<Place> places(List<Row> rows, Load load, Purse purse) {
    Turns turns = new Turns(load, purse);
    Map<String, Wait> waits = new HashMap<>();
    for (Row row : rows) {
      turns.wait(row).ifPresent(wait -> waits.put(row.task(), wait));
    }
    turns.play();
    List<Place> places = new ArrayList<>();
    for (Row row : rows) {
      places.add(
          new Place(
              row.task(),
              row.lane().person(),
              row.lane().repo(),
              row.since(),
              row.readyAt(),
              row.lane().begun(),
              row.held(),
              turns.ahead.getOrDefault(row.task(), 0),
              Optional.ofNullable(waits.get(row.task()))));
    }
    return places;
  }

  /** What it waits for beside a worker; a task that waits for a time is in no line. */
  private Optional<Wait> wait(Row row) {
    if (row.held()) {
      return Optional.empty();
    }
    if (row.readyAt().isAfter(load.now())) {
      return Optional.of(new Wait(Reason.LATER, "", 0, row.readyAt()));
    }
    Optional<Wait> rate = load.rate(row.lane());
    if (!row.lane().begun()) {
      load.begins(row.lane(), rate.map(Wait::until).orElse(load.now()));
    }
    if (rate.isPresent()) {
      return rate;
    }
    Optional<Wait> money = money(row);
    if (money.isPresent()) {
      return money;
    }
    Lane line = new Lane(row.lane().person(), row.lane().repo(), true);
    lanes.computeIfAbsent(line, l -> new ArrayDeque<>()).add(row);
    return load.busy(line);
  }

  private Optional<Wait> money(Row row) {
    return row.beyond().isAfter(load.now())
        ? Optional.empty()
        : purse.lacks(row.lane().person(), row.lane().repo(), row.reserve());
  }

  private void play() {
    while (!lanes.isEmpty()) {
      Optional<Lane> next = Optional.empty();
      int first = Integer.MAX_VALUE;
      for (Map.Entry<Lane, Deque<Row>> entry : lanes.entrySet()) {
        int order = entry.getValue().element().order();
        if (order < first && load.busy(entry.getKey()).isEmpty()) {
          first = order;
          next = Optional.of(entry.getKey());
        }
      }
      next.ifPresentOrElse(this::take, load::rest);
    }
  }

  private void take(Lane lane) {
    Deque<Row> waiting = lanes.get(lane);
    ahead.put(waiting.remove().task(), ahead.size());
    if (waiting.isEmpty()) {
      lanes.remove(lane);
    }
    load.runs(lane);
  }
}
