package dev.spadework.journal;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** db-scheduler on the database of a test: what our queue is compared with. */
final class QueueRivals implements AutoCloseable {
  private final HikariDataSource source;
  private final boolean postgres;

  QueueRivals(String url) throws SQLException {
    postgres = url.startsWith("jdbc:postgresql:");
    HikariConfig config = new HikariConfig();
    // Kept as safely as ours is.
    config.setJdbcUrl(postgres ? url : url + "?synchronous=FULL&busy_timeout=20000");
    config.setMaximumPoolSize(postgres ? 12 : 4);
    source = new HikariDataSource(config);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table if not exists scheduled_tasks (
            task_name text not null, task_instance text not null, task_data %s,
            execution_time %s not null, picked boolean not null, picked_by text,
            last_success %s, last_failure %s, consecutive_failures int, last_heartbeat %s,
            version bigint not null, priority smallint, primary key (task_name, task_instance))"""
              .formatted(
                  postgres ? "bytea" : "blob",
                  postgres ? "timestamptz" : "timestamp",
                  postgres ? "timestamptz" : "timestamp",
                  postgres ? "timestamptz" : "timestamp",
                  postgres ? "timestamptz" : "timestamp"));
      statement.execute(
          "create index if not exists execution_time_idx on scheduled_tasks (execution_time)");
      statement.execute(
          "create index if not exists last_heartbeat_idx on scheduled_tasks (last_heartbeat)");
    }
  }

  private Scheduler scheduler(
      OneTimeTask<Void> task, int threads, boolean locks, Duration polling) {
    var builder =
        Scheduler.create(source, task)
            .threads(threads)
            .pollingInterval(polling)
            .shutdownMaxWait(Duration.ofSeconds(5));
    if (locks) {
      builder.pollUsingLockAndFetch(0.5, 1.0);
    }
    return builder.build();
  }

  /** How many executions a second, taken and done; both of its ways where there are two. */
  double perSecond(int threads, int count) throws Exception {
    double best = run(threads, count, false);
    return postgres ? Math.max(best, run(threads, count, true)) : best;
  }

  private double run(int threads, int count, boolean locks) throws Exception {
    CountDownLatch done = new CountDownLatch(count);
    OneTimeTask<Void> task =
        Tasks.oneTime("bench").execute((instance, context) -> done.countDown());
    insert(count);
    Scheduler scheduler = scheduler(task, threads, locks, Duration.ofMillis(10));
    long start = System.nanoTime();
    scheduler.start();
    if (!done.await(180, TimeUnit.SECONDS)) {
      throw new AssertionError("db-scheduler left " + done.getCount());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    scheduler.stop();
    return count / seconds;
  }

  private void insert(int count) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into scheduled_tasks
                  (task_name, task_instance, execution_time, picked, version)
                values ('bench', ?, ?, ?, 1)""")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < count; i++) {
        insert.setString(1, "i" + System.nanoTime() + "-" + i);
        insert.setTimestamp(2, Timestamp.from(Instant.now().minusSeconds(60)));
        insert.setBoolean(3, false);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /** From asking to being taken by a scheduler that has nothing else to do. */
  List<Duration> latencies(int samples, Duration polling) throws Exception {
    Map<String, CountDownLatch> waiting = new ConcurrentHashMap<>();
    OneTimeTask<Void> task =
        Tasks.oneTime("bench")
            .execute((instance, context) -> waiting.get(instance.getId()).countDown());
    Scheduler scheduler = scheduler(task, 2, postgres, polling);
    scheduler.start();
    List<Duration> all = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      String id = "l" + System.nanoTime();
      CountDownLatch taken = new CountDownLatch(1);
      waiting.put(id, taken);
      long start = System.nanoTime();
      scheduler.schedule(new TaskInstance<>("bench", id), Instant.now());
      if (!taken.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("db-scheduler did not take " + id);
      }
      all.add(Duration.ofNanos(System.nanoTime() - start));
    }
    scheduler.stop();
    return all;
  }

  @Override
  public void close() {
    source.close();
  }
}
