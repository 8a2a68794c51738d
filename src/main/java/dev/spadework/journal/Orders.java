package dev.spadework.journal;

import dev.spadework.store.Row;
import dev.spadework.store.Store;
import dev.spadework.task.Request;
import dev.spadework.task.Rhythm;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Standing orders: requests that become a task each time their rhythm comes. They are kept in the
 * database, so that they outlive restarts and whoever comes first may carry them out.
 */
public final class Orders {
  private static final String ASKED = "asked";

  private final Store store;
  private final Clock clock;
  private final Codec codec;

  Orders(Store store, Clock clock, Codec codec) {
    this.store = store;
    this.clock = clock;
    this.codec = codec;
  }

  /**
   * A request and when it is to be asked.
   *
   * @param id its number, never used again
   * @param made when; it is asked for the first time after that
   * @param seen the last day that was seen to
   * @param task the last task that came of it
   * @param note why there was none on the last day; empty if there was one
   */
  public record Order(
      int id,
      Rhythm rhythm,
      Request request,
      Instant made,
      Optional<LocalDate> seen,
      Optional<String> task,
      String note) {
    private static final String PREFIX = "s";

    /** What people call it: {@code s3}. */
    public String name() {
      return PREFIX + id;
    }

    /** The day whose turn it is now, unless it was seen to. */
    public Optional<LocalDate> due(Instant now) {
      return rhythm
          .due(now)
          .filter(day -> rhythm.time(day).isAfter(made))
          .filter(day -> seen.filter(last -> !last.isBefore(day)).isEmpty());
    }

    /** The key of a day's task: whoever asks a second time with it makes no second task. */
    public String key(LocalDate day) {
      return "order:" + id + ":" + day;
    }
  }

  /**
   * Keeps an order.
   *
   * @param key the request's own key; a second one with it keeps no second order
   */
  public Order make(String key, Rhythm rhythm, Request request) {
    return store.write(
        tx -> {
          tx.update(
              """
              insert into standing_orders (rhythm, zone, request, request_key, at)
              values (?, ?, ?, ?, ?) on conflict (request_key) do nothing""",
              rhythm.words(),
              rhythm.zone().getId(),
              codec.body(new TaskEvent.Asked(request)),
              key,
              clock.instant().toEpochMilli());
          return tx.first("select * from standing_orders where request_key = ?", this::order, key)
              .orElseThrow();
        });
  }

  /** An order of the settings. */
  public record Fixed(Rhythm rhythm, Request request) {}

  /**
   * Has of the orders whose keys begin so exactly these stand; one that a person stopped stays
   * stopped.
   */
  public void fix(String prefix, Map<String, Fixed> wanted) {
    wanted.forEach((key, order) -> make(key, order.rhythm(), order.request()));
    store.write(
        tx -> {
          for (String key :
              tx.list(
                  "select request_key from standing_orders where request_key like ?",
                  row -> row.text("request_key"),
                  prefix + "%")) {
            if (wanted.containsKey(key)) {
              tx.update(
                  """
                  update standing_orders set stopped_at = null
                  where request_key = ? and stopped_by = ?""",
                  key,
                  Request.SETTINGS);
            } else {
              tx.update(
                  """
                  update standing_orders set stopped_at = ?, stopped_by = ?
                  where request_key = ? and stopped_at is null""",
                  clock.instant().toEpochMilli(),
                  Request.SETTINGS,
                  key);
            }
          }
          return null;
        });
  }

  /** Those that stand, oldest first. */
  public List<Order> standing() {
    return store.read(
        tx ->
            tx.list(
                "select * from standing_orders where stopped_at is null order by id", this::order));
  }

  /** The order of this number, if it stands. */
  public Optional<Order> byId(int id) {
    return store.read(
        tx ->
            tx.first(
                "select * from standing_orders where id = ? and stopped_at is null",
                this::order,
                id));
  }

  /** Ends an order; false if it does not stand. */
  public boolean stop(int id, String by) {
    return store.write(
        tx ->
            tx.update(
                    """
                    update standing_orders set stopped_at = ?, stopped_by = ?
                    where id = ? and stopped_at is null""",
                    clock.instant().toEpochMilli(),
                    by,
                    id)
                > 0);
  }

  /**
   * A day was seen to.
   *
   * @param task the last task that came of the order
   * @param note why it is none of this day; empty if it is
   */
  public void seen(Order order, LocalDate day, Optional<String> task, String note) {
    store.write(
        tx ->
            tx.update(
                """
                update standing_orders set last_day = ?, last_task = ?, note = ?
                where id = ? and last_day < ?""",
                day.toString(),
                task.orElse(""),
                note,
                order.id(),
                day.toString()));
  }

  private Order order(Row row) {
    Rhythm.Read read = Rhythm.read(row.text("rhythm")).orElseThrow();
    TaskEvent.Asked asked = (TaskEvent.Asked) codec.event(ASKED, row.text("request"));
    return new Order(
        (int) row.number("id"),
        new Rhythm(read.at().orElseThrow(), ZoneId.of(row.text("zone")), read.days()),
        asked.request(),
        Instant.ofEpochMilli(row.number("at")),
        Optional.of(row.text("last_day")).filter(day -> !day.isEmpty()).map(LocalDate::parse),
        Optional.of(row.text("last_task")).filter(task -> !task.isEmpty()),
        row.text("note"));
  }
}
