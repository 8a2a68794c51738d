package dev.spadework.context;

import dev.spadework.context.Material.Walk;
import dev.spadework.store.Row;
import dev.spadework.store.Scratch;
import dev.spadework.store.StoreException;
import dev.spadework.store.Tx;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger log = LoggerFactory.getLogger(IndexFile.class);

  private final Optional<Path> file;
  private final Clock clock;
  private final long largest;
  private Optional<Scratch> open = Optional.empty();
  private final AtomicInteger lost = new AtomicInteger();
  private boolean unusable;

  /** A text that was prepared. {@code prepared} is empty for one that is not to be shown. */
  record Kept(String id, Optional<Prepared> prepared, String text) {}

  /** A commit: the keys of its words, and what it touched. */
  record Told(long[] words, List<String> paths) {}

  /** A row that nobody can have written like that. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }

  IndexFile(Optional<Path> file, Clock clock, long largest) {
    this.file = file;
    this.clock = clock;
    this.largest = largest;
  }

  /** What is known of texts; {@code Optional.empty()} in the map for those not to be shown. */
  Map<String, Optional<Prepared>> prepared(Collection<String> ids) {
    Map<String, Optional<Prepared>> found = new HashMap<>();
    for (List<String> some : parts(ids)) {
      found.putAll(tried(tx -> prepared(tx, some)).orElse(Map.of()));
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
        .orElseThrow(() -> new Broken("what was prepared of a text is broken"));
  }

  /** Rises whenever something was lost that had been known. */
  int lost() {
    return lost.get();
  }

  /** A text that has characters; empty if it is lost. */
  String text(String id) {
    Optional<String> text =
        tried(
            tx ->
                tx.first("select text from texts where id = ?", row -> row.bytes("text"), id)
                    .map(Packed::text)
                    .orElse(""));
    if (text.orElse("").isEmpty() && file.isPresent()) {
      // Another process has made room, or the disk has damaged it.
      lost.incrementAndGet();
    }
    return text.orElse("");
  }

  /** Keeps texts; false if that is not to be had. */
  boolean keep(List<Kept> texts) {
    long today = today();
    return tried(
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
    return tried(
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
            .orElseThrow(() -> new Broken("what was prepared of a commit is broken"));
    String paths = row.text("paths");
    return new Told(words, paths.isEmpty() ? List.of() : List.of(paths.split("\0")));
  }

  /** The last walk that was kept. */
  Optional<Walk> walk() {
    return tried(
            tx ->
                tx.first(
                    "select start, commits from walk",
                    row -> new Walk(row.text("start"), List.of(row.text("commits").split(" ")))))
        .flatMap(Function.identity());
  }

  /** Keeps commits and where the walk through them began. */
  void keep(Map<String, Told> commits, Walk walk) {
    tried(
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
    boolean tooLarge = tried(tx -> size(tx) > largest).orElse(false);
    if (tooLarge) {
      boolean still =
          tried(
                  tx -> {
                    tx.update("delete from texts where used <> ?", today());
                    lost.incrementAndGet();
                    return size(tx) > largest;
                  })
              .orElse(false);
      if (still) {
        discard("it is larger than " + (largest >> 20) + " MB");
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
  public synchronized void close() {
    open.ifPresent(Scratch::close);
    open = Optional.empty();
  }

  private <T> Optional<T> tried(Function<Tx, T> work) {
    Optional<Scratch> scratch = scratch();
    if (scratch.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(scratch.get().with(work));
    } catch (StoreException | Broken e) {
      discard(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private synchronized Optional<Scratch> scratch() {
    if (open.isEmpty() && file.isPresent() && !unusable) {
      try {
        Scratch scratch = Scratch.open(file.get(), Recipe.VERSION, SCHEMA);
        scratch.replaced().ifPresent(cause -> told(cause));
        open = Optional.of(scratch);
      } catch (StoreException e) {
        unusable = true;
        log.atWarn()
            .addKeyValue("file", file.get())
            .addKeyValue("cause", e.getMessage())
            .log("index_not_kept");
      }
    }
    return open;
  }

  private void told(String cause) {
    log.atWarn()
        .addKeyValue("file", file.orElseThrow())
        .addKeyValue("cause", cause)
        .log("index_rebuilt");
  }

  private synchronized void discard(String cause) {
    lost.incrementAndGet();
    close();
    try {
      Scratch.remove(file.orElseThrow());
      told(cause);
    } catch (UncheckedIOException e) {
      unusable = true;
      log.atWarn()
            .addKeyValue("file", file.get())
            .addKeyValue("cause", e.getMessage())
            .log("index_not_kept");
    }
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
