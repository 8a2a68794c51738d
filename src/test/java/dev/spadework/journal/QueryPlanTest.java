package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked again and again finds its rows by an index, however long the record is. */
class QueryPlanTest {
  @TempDir Path folder;

  private static final List<String> OFTEN =
      List.of(
          "select body from task_events where task_id = 't' and version > 3 order by version",
          "select at from task_events where task_id = 't' order by version desc limit 1",
          "select body from task_events where seq > 5 order by seq limit 100",
          "select task_id from task_events where request_key = 'k'",
          "select task_id from task_events where type = 'posted'"
              + " and json_extract(body, '$.ts') = '1.1'",
          "select task_id from task_events where type = 'asked'"
              + " and json_extract(body, '$.request.thread') = '1.1'",
          "select task_id from task_events where type = 'asked'"
              + " and json_extract(body, '$.request.retryOf') = 't'",
          "select body from task_events where type = 'model-replied' and at >= 5",
          "update queue set lease_until = 1 where task_id = 't' and holder = 'h'",
          "select e.body from queue q join task_events e"
              + " on e.task_id = q.task_id and e.version <= 8"
              + " where q.lease_until = 5 and q.holder = 'h'",
          "select min(lane) from queue where lane > 'x'",
          "select task_id from queue where lane = 'x' and ready_at <= 5"
              + " order by priority, since, task_id limit 1",
          "delete from charges where at < 5",
          "select name from blobs where task_id = 't'",
          "select distinct task_id from blobs order by task_id",
          "select bytes from archive where name = 'n'");

  @Test
  void noQuestionThatIsAskedOftenReadsAWholeTable() {
    try (Store store = Store.open(DatabaseKind.SQLITE.url(folder))) {
      for (String sql : OFTEN) {
        List<String> plan =
            store.read(tx -> tx.list("explain query plan " + sql, row -> row.text("detail")));
        assertThat(plan)
            .as(sql)
            .isNotEmpty()
            .allMatch(line -> !line.startsWith("SCAN") || line.contains("USING COVERING INDEX"))
            .noneMatch(line -> line.contains("TEMP B-TREE FOR ORDER BY"));
      }
    }
  }

  @Test
  void norOnPostgresqlWhereATableIsLarge() {
    try (Store store = Store.open(DatabaseKind.POSTGRESQL.url(folder))) {
      for (String sql : OFTEN) {
        List<String> plan =
            store.read(
                tx -> {
                  // A small table is read whole because that is fast; what matters is that it need
                  // not be.
                  tx.update("set local enable_seqscan = off");
                  return tx.list("explain " + sql, row -> row.text("QUERY PLAN"));
                });
        assertThat(plan).as(sql).anyMatch(QueryPlanTest::byIndex);
        assertThat(plan).as(sql).noneMatch(line -> line.contains("Seq Scan"));
      }
    }
  }

  private static boolean byIndex(String line) {
    return Stream.of("Index Scan", "Index Only Scan", "Bitmap Index Scan").anyMatch(line::contains);
  }
}
