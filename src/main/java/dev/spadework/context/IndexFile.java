package dev.spadework.context;

import dev.spadework.context.Material.Walk;
import dev.spadework.store.Row;
import dev.spadework.store.Tx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The index of one repository on the disk: what was prepared of texts and commits, by their ids, so
 * a row never changes. A file that is broken, too large, or of another release is thrown away with
 * one line in the log; where no file can be kept at all, nothing is known and nothing is kept. Safe
 * for use by many threads and by several processes.
 */
final class IndexFile implements AutoCloseable {
  /** Bytes. Then what was not used today goes, or all of it. */
  static final long LARGEST = 1L << 29;

  private static final int MOST_COMMITS = 20_000;
  private static final int AT_ONCE = 500;
  private static final List<String> SCHEMA =
      List.of(
          "create table texts (id text primary key, prepared blob not null, text blob not null,"
              + " used integer not null)",
          "create table commits (id text primary key, words blob not null, paths text not null)",
          "create table walk (start text not null, commits text not null)");

  private final Disk disk;
  private final Clock clock;
  private final long largest;

  /** A text that was prepared. {@code prepared} is empty for one that is not to be shown. */
  record Kept(String id, Optional<Prepared> prepared, String text) {}

  /** A commit: the keys of its words, and what it touched. */
  record Told(long[] words, List<String> paths) {}

  IndexFile(Optional<Path> file, Clock clock, long largest) {
    this.disk = new Disk(file, Recipe.VERSION, SCHEMA);
    this.clock = clock;
    this.largest = largest;
  }

  /** What is known of texts; {@code Optional.empty()} in the map for those not to be shown. */
  Map<String, Optional<Prepared>> prepared(Collection<String> ids) {
    Map<String, Optional<Prepared>> found = new HashMap<>();
    for (List<String> some : parts(ids)) {
      found.putAll(disk.tried(tx -> prepared(tx, some)).orElse(Map.of()));
    }
    return found;
  }

  private Map<String, Optional<Prepared>> prepared(Tx tx, List<String> ids) {
    long today = today();
    Map<String, Optional<Prepared>> found = new HashMap<>();
    List<String> old = new ArrayList<>();
    tx.list(
        "select id, prepared, used from texts where id in " + marks(ids),
        row -> {
          byte[] bytes = row.bytes("prepared");
          String id = row.text("id");
          found.put(id, bytes.length == 0 ? Optional.empty() : Optional.of(sound(bytes)));
          if (row.number("used") != today) {
            old.add(id);
          }
          return true;
        },
        ids.toArray());
    if (!old.isEmpty()) {
      Object[] values = Stream.concat(Stream.of(today), old.stream()).toArray();
      tx.update("update texts set used = ? where id in " + marks(old), values);
    }
    return found;
  }

  private static Prepared sound(byte[] bytes) {
    return PreparedCodec.prepared(bytes)
        .orElseThrow(() -> new Disk.Broken("what was prepared of a text is broken"));
  }

  /** Rises whenever something was lost that had been known. */
  int lost() {
    return disk.lost();
  }

  /** A text that has characters; empty if it is lost. */
  String text(String id) {
    Optional<String> text =
        disk.tried(
            tx ->
                tx.first("select text from texts where id = ?", row -> row.bytes("text"), id)
                    .map(Packed::text)
                    .orElse(""));
    if (text.orElse("").isEmpty() && disk.there()) {
      // Another process has made room, or the disk has damaged it.
      disk.lose();
    }
    return text.orElse("");
  }

  /** Keeps texts; false if that is not to be had. */
  boolean keep(List<Kept> texts) {
    long today = today();
    return disk.tried(
            tx -> {
              for (Kept each : texts) {
                byte[] prepared = each.prepared.map(PreparedCodec::bytes).orElse(new byte[0]);
                byte[] text = each.prepared.map(p -> Packed.bytes(each.text)).orElse(new byte[0]);
                tx.update(
                    "insert or replace into texts (id, prepared, text, used) values (?, ?, ?, ?)",
                    each.id,
                    prepared,
                    text,
                    today);
              }
              return true;
            })
        .orElse(false);
  }

  /** All commits that are known. */
  Map<String, Told> commits() {
    return disk.tried(
            tx -> {
              Map<String, Told> all = new HashMap<>();
              tx.list(
                  "select id, words, paths from commits",
                  row -> all.put(row.text("id"), told(row)));
              return all;
            })
        .orElse(Map.of());
  }

  private static Told told(Row row) {
    long[] words =
        PreparedCodec.keys(row.bytes("words"))
            .orElseThrow(() -> new Disk.Broken("what was prepared of a commit is broken"));
    String paths = row.text("paths");
    return new Told(words, paths.isEmpty() ? List.of() : List.of(paths.split("\0")));
  }

  /** The last walk that was kept. */
  Optional<Walk> walk() {
    return disk.tried(
            tx ->
                tx.first(
                    "select start, commits from walk",
                    row -> new Walk(row.text("start"), List.of(row.text("commits").split(" ")))))
        .flatMap(Function.identity());
  }

  /** Keeps commits and where the walk through them began. */
  void keep(Map<String, Told> commits, Walk walk) {
    disk.tried(
        tx -> {
          commits.forEach(
              (id, told) ->
                  tx.update(
                      "insert or replace into commits (id, words, paths) values (?, ?, ?)",
                      id,
                      PreparedCodec.bytes(told.words),
                      String.join("\0", told.paths)));
          tx.update("delete from walk");
          tx.update(
              "insert into walk (start, commits) values (?, ?)",
              walk.from(),
              String.join(" ", walk.commits()));
          if (number(tx, "select count(*) as n from commits") > MOST_COMMITS) {
            tx.update("delete from commits");
          }
          return true;
        });
  }

  /** Makes room where the file has become too large. */
  void tidy() {
    boolean tooLarge = disk.tried(tx -> size(tx) > largest).orElse(false);
    if (tooLarge) {
      boolean still =
          disk.tried(
                  tx -> {
                    tx.update("delete from texts where used <> ?", today());
                    disk.lose();
                    return size(tx) > largest;
                  })
              .orElse(false);
      if (still) {
        disk.discard("it is larger than " + (largest >> 20) + " MB");
      }
    }
  }

  private static long size(Tx tx) {
    return (number(tx, "select page_count as n from pragma_page_count")
            - number(tx, "select freelist_count as n from pragma_freelist_count"))
        * number(tx, "select page_size as n from pragma_page_size");
  }

  private static long number(Tx tx, String sql) {
    return tx.first(sql, row -> row.number("n")).orElse(0L);
  }

  /** Lets go of the file; it is opened again when it is needed. */
  @Override
  public void close() {
    disk.close();
  }

  private long today() {
    return clock.instant().getEpochSecond() / 86_400;
  }

  private static List<List<String>> parts(Collection<String> ids) {
    List<String> all = List.copyOf(ids);
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      parts.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    return parts;
  }

  private static String marks(List<String> ids) {
    return "(?" + ", ?".repeat(ids.size() - 1) + ")";
  }
}
