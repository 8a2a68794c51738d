package dev.spadework.context;

import dev.spadework.store.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been read of repositories, shared by all their tasks: in memory for those that were
 * asked for last, and in a file for each. A repository's next commit costs what it changed. Safe
 * for use by many threads; several processes may use one directory.
 */
public final class Index implements AutoCloseable {
  /** Bytes in memory, of all repositories together; the last one stays whatever it takes. */
  private static final long MOST_BYTES = 256L << 20;

  /** Files on the disk; beyond, the oldest that nobody has used for a while goes. */
  private static final int MOST_FILES = 64;

  private static final Duration UNUSED = Duration.ofDays(1);
  private static final String SUFFIX = ".db";
  private static final Logger log = LoggerFactory.getLogger(Index.class);

  private final Optional<Path> directory;
  private final Clock clock;
  private final Map<String, Shelf> shelves = new LinkedHashMap<>(8, 0.75f, true);

  private Index(Optional<Path> directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * The index whose files are in this directory. It is made when it is needed, for its owner alone:
   * the files hold the repositories' texts. Where that fails, nothing is kept on the disk.
   */
  public static Index in(Path directory, Clock clock) {
    return new Index(Optional.of(directory), clock);
  }

  /** An index that lasts as long as the process. */
  public static Index inMemory(Clock clock) {
    return new Index(Optional.empty(), clock);
  }

  /**
   * What is known of a commit, after reading what was not known yet.
   *
   * @param repository a name that no other repository has
   */
  public <X extends Exception> Recall recall(String repository, Material<X> material)
      throws X, InterruptedException {
    Recall recall = shelf(repository).recall(material);
    rest(repository);
    return recall;
  }

  /** What the repositories in memory take of it, in bytes, roughly. */
  synchronized long bytes() {
    return shelves.values().stream().mapToLong(Shelf::bytes).sum();
  }

  /** Lets go of the files. */
  @Override
  public synchronized void close() {
    shelves.values().forEach(Shelf::close);
  }

  private synchronized Shelf shelf(String repository) {
    return shelves.computeIfAbsent(
        repository, name -> new Shelf(new IndexFile(file(name), clock, IndexFile.LARGEST)));
  }

  /** Forgets those that nobody has asked for the longest. */
  private synchronized void rest(String last) {
    long all = bytes();
    for (String name : List.copyOf(shelves.keySet())) {
      if (all > MOST_BYTES && !name.equals(last)) {
        Shelf shelf = shelves.remove(name);
        all -= shelf.bytes();
        shelf.close();
      }
    }
  }

  private Optional<Path> file(String repository) {
    if (directory.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path home = directory.get();
      Files.createDirectories(
          home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path file = home.resolve(name(repository));
      if (!Files.exists(file)) {
        makeRoom(home);
      }
      return Optional.of(file);
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("directory", directory.get())
          .addKeyValue("cause", e.toString())
          .log("index_not_kept");
      return Optional.empty();
    }
  }

  /** Something to recognise it by, and what nothing else has. */
  private static String name(String repository) {
    String shown = repository.replaceAll("[^A-Za-z0-9._-]+", "+");
    return shown.substring(Math.max(0, shown.length() - 60))
        + "-"
        + Recipe.digest(repository.getBytes(StandardCharsets.UTF_8))
        + SUFFIX;
  }

  private void makeRoom(Path home) throws IOException {
    Map<Path, FileTime> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(home)) {
      for (Path each : all.filter(file -> file.toString().endsWith(SUFFIX)).toList()) {
        files.put(each, Files.getLastModifiedTime(each));
      }
    }
    List<Map.Entry<Path, FileTime>> oldest = new ArrayList<>(files.entrySet());
    oldest.sort(Comparator.comparing(Map.Entry::getValue));
    for (int i = 0; i <= oldest.size() - MOST_FILES; i++) {
      if (oldest.get(i).getValue().toInstant().isBefore(clock.instant().minus(UNUSED))) {
        Scratch.remove(oldest.get(i).getKey());
      }
    }
  }
}
