package dev.spadework.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The directory of one task: {@code work} is mounted in sandboxes, and {@code replica} as its
 * {@code .git}; {@code git} never. {@code ready} names the base commit once the checkout is whole.
 */
record Plot(Path trees, String task) {
  private static final Pattern TASK = Pattern.compile("t-[0-9a-z]{8}");
  private static final String GONE = "gone-";
  static final String WORK = "work";
  static final String GIT = "git";
  static final String SEEN = "seen";

  Plot {
    if (!TASK.matcher(task).matches()) {
      throw new IllegalArgumentException(
          "A task is named t- and eight of 0-9 and a-z, not \"" + task + "\".");
    }
  }

  Path home() {
    return trees.resolve(task);
  }

  Path work() {
    return home().resolve(WORK);
  }

  Path git() {
    return home().resolve(GIT);
  }

  Path seen() {
    return home().resolve(SEEN);
  }

  /** What a sandbox sees as the work tree's {@code .git}. */
  Path replica() {
    return home().resolve("replica");
  }

  private Path ready() {
    return home().resolve("ready");
  }

  /** The base commit of a checkout that is whole. */
  Optional<ObjectId> base() throws IOException {
    try {
      String line = Files.readString(ready()).strip();
      return ObjectId.isId(line) ? Optional.of(ObjectId.fromString(line)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  void markUnfinished() throws IOException {
    Files.deleteIfExists(ready());
  }

  void markFinished(ObjectId base) throws IOException {
    Files.writeString(ready(), base.name() + "\n");
  }

  /** Out of the way first, so that what is half deleted is never taken for a checkout. */
  void delete() throws IOException {
    if (Files.exists(home())) {
      Path gone = trees.resolve(GONE + UUID.randomUUID());
      Files.move(home(), gone);
      Removal.of(gone);
    }
  }

  /** The base commits of all checkouts that are whole. */
  static Set<ObjectId> bases(Path trees) throws IOException {
    Set<ObjectId> bases = new HashSet<>();
    try (Stream<Path> list = Files.list(trees)) {
      for (Path each : (Iterable<Path>) list::iterator) {
        String name = each.getFileName().toString();
        if (TASK.matcher(name).matches()) {
          new Plot(trees, name).base().ifPresent(bases::add);
        }
      }
    }
    return bases;
  }

  /** Deletes the directories of all other tasks, and what an earlier deletion left. */
  static void reap(Path trees, Predicate<String> alive) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> list = Files.list(trees)) {
      list.forEach(all::add);
    }
    for (Path each : all) {
      String name = each.getFileName().toString();
      if (name.startsWith(GONE)) {
        Removal.of(each);
      } else if (TASK.matcher(name).matches() && !alive.test(name)) {
        new Plot(trees, name).delete();
      }
    }
  }
}
