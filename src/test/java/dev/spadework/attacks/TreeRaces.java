package dev.spadework.attacks;

import dev.spadework.redact.Redactor;
import dev.spadework.workspace.Checkpoint;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.Remote;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A process that lives on in the background swaps things at the worst moment: between the host's
 * look at an entry and its use. The moment is not left to chance; the swap is made from within the
 * host's own code.
 */
final class TreeRaces implements Scene {
  private static final String FILE_LINK = "swap a file for a link before it is read";
  private static final String FILE_PIPE = "swap a file for a pipe before it is read";
  private static final String FILE_CUT = "cut a large file short while it is read";
  private static final String FOLDER_LINK = "swap a directory for a link before it is entered";
  private static final String RESTORE_LINK = "swap a directory for a link while a link is restored";
  private static final String RESTORE_FOLDER =
      "swap a directory for a link while a directory is restored";
  private static final String SCAN_FILE = "dev.spadework.workspace.Scan#file";

  private Path dir;
  private Path outside;
  private Workspace workspace;
  private Remote remote;
  private String base;
  private int tasks;

  static List<Defence> defences() {
    return List.of(
        new Defence(
            "files are opened without following links",
            "dev.spadework.workspace.Folder#read",
            (self, arguments) ->
                Files.newInputStream(Reach.path(self).resolve((String) arguments[0])),
            FILE_LINK),
        new Defence(
            "links are made on the bench and moved into an open directory",
            "dev.spadework.workspace.Folder#createLink",
            (self, arguments) ->
                Files.createSymbolicLink(
                    Reach.path(self).resolve((String) arguments[0]),
                    Path.of((String) arguments[1])),
            RESTORE_LINK));
  }

  @Override
  public String group() {
    return "Hostile repository";
  }

  @Override
  public List<Attack> attacks() {
    return Stream.of(FILE_LINK, FILE_PIPE, FILE_CUT, FOLDER_LINK, RESTORE_LINK, RESTORE_FOLDER)
        .map(
            name ->
                new Attack(
                    name,
                    "made between the host's look and its use, in a directory beside the tree's",
                    "nothing outside is read or written, and nothing hangs"))
        .toList();
  }

  @Override
  public void play(Path into, Tally tally) throws Exception {
    dir = into;
    outside = Files.createDirectory(dir.resolve("outside"));
    Files.writeString(outside.resolve("key"), "PRIVATE\n");
    Git source = Git.init(dir.resolve("source")).write("d/key", "public\n").write("f", "f\n");
    Files.createSymbolicLink(source.directory().resolve("d/link"), Path.of("key"));
    source.write("d/inner/g", "g\n");
    base = source.commit("base");
    remote = Remote.of("acme/races", source.directory().toString());
    workspace = Workspace.at(dir.resolve("data"), Redactor.of(List.of()));
    reads(tally);
    restores(tally);
  }

  private void reads(Tally tally) throws Exception {
    read(
        tally,
        FILE_LINK,
        work -> {
          Files.delete(work.resolve("d/key"));
          Files.createSymbolicLink(work.resolve("d/key"), outside.resolve("key"));
        });
    read(
        tally,
        FILE_PIPE,
        work -> {
          Files.delete(work.resolve("d/key"));
          new ProcessBuilder("mkfifo", work.resolve("d/key").toString()).start().waitFor();
        });
    read(
        tally,
        FILE_CUT,
        work -> {
          try (var file = Files.newByteChannel(work.resolve("d/key"), StandardOpenOption.WRITE)) {
            file.truncate(1);
          }
        });
    Tree tree = tree();
    Files.writeString(tree.root().resolve("f"), "changed\n");
    AtomicBoolean once = new AtomicBoolean(true);
    try (Disarmed swaps =
        Disarmed.of(
            "dev.spadework.workspace.Scan#entry",
            (self, arguments) -> {
              if (arguments[2].equals("d") && once.getAndSet(false)) {
                away(tree.root().resolve("d"));
              }
              return Disarmed.Instead.AS_EVER;
            })) {
      tally.judge(FOLDER_LINK, !seen(tree).contains("PRIVATE"), "the file outside was read");
    }
  }

  private interface InTree {
    void in(Path work) throws Exception;
  }

  private void read(Tally tally, String attack, InTree swap) throws Exception {
    Tree tree = tree();
    Path key = tree.root().resolve("d/key");
    Files.writeString(key, "x".repeat(attack.equals(FILE_CUT) ? 20 << 20 : 100));
    AtomicBoolean once = new AtomicBoolean(true);
    try (Disarmed swaps =
            Disarmed.of(
                SCAN_FILE,
                (self, arguments) -> {
                  if (arguments[2].equals("key") && once.getAndSet(false)) {
                    swap.in(tree.root());
                  }
                  return Disarmed.Instead.AS_EVER;
                });
        Disarmed hasty =
            Disarmed.of(
                "dev.spadework.workspace.Errand#patience",
                (self, arguments) -> Duration.ofSeconds(2))) {
      tally.judge(attack, !seen(tree).contains("PRIVATE"), "the file outside was read");
    }
  }

  /** What the host saw in the tree; nothing if it gave up. */
  private static String seen(Tree tree) throws Exception {
    try {
      String now = tree.snapshot();
      return tree.diff("4b825dc642cb6eb9a060e54bf8d69288fbee4904", now).unified();
    } catch (WorkspaceException e) {
      return "";
    }
  }

  private void restores(Tally tally) throws Exception {
    restore(tally, RESTORE_LINK, "d", "link");
    restore(tally, RESTORE_FOLDER, "d", "inner");
  }

  private void restore(Tally tally, String attack, String folder, String gone) throws Exception {
    Tree tree = tree();
    Checkpoint checkpoint = tree.checkpoint();
    Path place = tree.root().resolve(folder);
    new ProcessBuilder("rm", "-rf", place.resolve(gone).toString()).start().waitFor();
    AtomicBoolean once = new AtomicBoolean(true);
    try (Disarmed swaps =
        Disarmed.of(
            "dev.spadework.workspace.Unpack#innermost",
            (self, arguments) -> {
              if (isIn(self, place) && once.getAndSet(false)) {
                away(place);
              }
              return Disarmed.Instead.AS_EVER;
            })) {
      tree.restore(checkpoint);
    } catch (WorkspaceException e) {
      // That it could not be restored is no harm: the next attempt starts over.
      tally.judge(attack, untouched(), "something was made outside");
    }
    tally.judge(attack, untouched() && !once.get(), "something was made outside");
    Files.deleteIfExists(outside.resolve("link"));
  }

  private boolean untouched() throws IOException {
    try (Stream<Path> all = Files.list(outside)) {
      return all.allMatch(each -> each.endsWith("key"));
    }
  }

  private static boolean isIn(Object unpack, Path place) throws ReflectiveOperationException {
    Field open = unpack.getClass().getDeclaredField("open");
    open.setAccessible(true);
    Deque<?> folders = (Deque<?>) open.get(unpack);
    return !folders.isEmpty() && Reach.path(folders.getLast()).equals(place);
  }

  /** What a process in the background does: the directory is elsewhere, a link in its place. */
  private void away(Path place) throws IOException {
    Files.move(place, place.resolveSibling("elsewhere"));
    Files.createSymbolicLink(place, outside);
  }

  private Tree tree() throws Exception {
    return workspace.open("t-%08d".formatted(tasks++), remote, base);
  }
}
