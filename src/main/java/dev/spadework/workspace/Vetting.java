package dev.spadework.workspace;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Refuses trees that no honest git makes or that would fill a disk, before a byte of them is
 * written: entries called {@code .git} in any spelling, one name twice, paths and links that Linux
 * cannot hold, and trees that are small in git and endless on a disk.
 */
final class Vetting {
  /** Files, links and directories; the Linux kernel has 100,000. */
  static final long MOST_ENTRIES = 500_000;

  /** Bytes of all files. */
  static final long MOST_BYTES = 16L << 30;

  /** Of a path in bytes: Linux takes 4,095 with the directories above the work tree. */
  static final int LONGEST_PATH = 3_500;

  static final int LONGEST_NAME = 255;
  static final int LONGEST_LINK = 4_095;
  static final int DEEPEST = 200;

  private static final int LARGEST_TREE = 64 << 20;

  private record Size(long entries, long bytes, int depth, int path) {
    static final Size NOTHING = new Size(0, 0, 0, 0);

    Size with(int name, Size inner) {
      return new Size(
          plus(entries, plus(1, inner.entries)),
          plus(bytes, inner.bytes),
          Math.max(depth, 1 + inner.depth),
          Math.max(path, name + (inner.path > 0 ? 1 + inner.path : 0)));
    }

    private static long plus(long a, long b) {
      return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
  }

  private final ObjectReader reader;
  private final ObjectChecker checker =
      // Old repositories have modes with a zero in front.
      new ObjectChecker().setAllowLeadingZeroFileMode(true);
  private final Map<ObjectId, Size> known = new HashMap<>();

  private Vetting(ObjectReader reader) {
    this.reader = reader;
  }

  /**
   * Looks at a whole tree.
   *
   * @return the bytes of its files
   * @throws WorkspaceException with the first thing found
   */
  static long check(ObjectReader reader, ObjectId tree) throws IOException, WorkspaceException {
    Size size = new Vetting(reader).tree(tree, "", 0);
    if (size.entries > MOST_ENTRIES) {
      throw refuse("has more than %,d files and directories", MOST_ENTRIES);
    }
    if (size.bytes > MOST_BYTES) {
      throw refuse("has files of more than %,d GB together", MOST_BYTES >> 30);
    }
    if (size.path > LONGEST_PATH) {
      throw refuse("has a path of more than %,d bytes", LONGEST_PATH);
    }
    return size.bytes;
  }

  private Size tree(ObjectId id, String path, int depth) throws IOException, WorkspaceException {
    Size before = known.get(id);
    if (before == null) {
      if (depth > DEEPEST) {
        throw refuse("has directories nested deeper than %,d levels", DEEPEST);
      }
      byte[] raw = raw(id, path);
      duplicates(id, raw, path);
      before = entries(raw, path, depth);
      known.put(id, before);
    }
    if (depth + before.depth > DEEPEST + 1) {
      throw refuse("has directories nested deeper than %,d levels", DEEPEST);
    }
    return before;
  }

  private byte[] raw(ObjectId id, String path) throws IOException, WorkspaceException {
    try {
      return reader.open(id, Constants.OBJ_TREE).getCachedBytes(LARGEST_TREE);
    } catch (LargeObjectException e) {
      throw entry(path, "is a directory with too many files");
    }
  }

  private void duplicates(ObjectId id, byte[] raw, String path) throws WorkspaceException {
    try {
      checker.checkTree(id, raw);
    } catch (CorruptObjectException e) {
      // Names are looked at one by one, with their path.
      String message = String.valueOf(e.getMessage());
      if (message.contains("duplicate") || message.contains("sorted")) {
        throw entry(path, "has one name twice, or its names in no order");
      }
    }
  }

  private Size entries(byte[] raw, String path, int depth) throws IOException, WorkspaceException {
    Size all = Size.NOTHING;
    CanonicalTreeParser parser = new CanonicalTreeParser();
    try {
      parser.reset(raw);
      for (; !parser.eof(); parser.next(1)) {
        byte[] bytes = new byte[parser.getNameLength()];
        parser.getName(bytes, 0);
        String name = Names.raw(bytes);
        String at = path + name;
        if (Names.refused(name)) {
          throw entry(at, "is a name that git itself refuses");
        }
        if (bytes.length > LONGEST_NAME) {
          throw entry(at, "is longer than 255 bytes");
        }
        all = all.with(bytes.length, one(parser, at, depth));
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      throw entry(path, "is a damaged directory");
    }
    return all;
  }

  private Size one(CanonicalTreeParser parser, String path, int depth)
      throws IOException, WorkspaceException {
    int mode = parser.getEntryRawMode();
    ObjectId id = parser.getEntryObjectId();
    if (FileMode.TREE.equals(mode)) {
      return tree(id, path + "/", depth + 1);
    }
    if (FileMode.GITLINK.equals(mode)) {
      return Size.NOTHING;
    }
    if (FileMode.SYMLINK.equals(mode)) {
      link(id, path);
      return Size.NOTHING;
    }
    if (!FileMode.REGULAR_FILE.equals(mode) && !FileMode.EXECUTABLE_FILE.equals(mode)) {
      throw entry(path, "is neither file, link nor directory");
    }
    return new Size(0, reader.getObjectSize(id, Constants.OBJ_BLOB), 0, 0);
  }

  private void link(ObjectId id, String path) throws IOException, WorkspaceException {
    long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
    if (size == 0 || size > LONGEST_LINK) {
      throw entry(path, "is a link of no length, or longer than 4,095 bytes");
    }
    for (byte each : reader.open(id, Constants.OBJ_BLOB).getCachedBytes(LONGEST_LINK)) {
      if (each == 0) {
        throw entry(path, "is a link to a name that cannot be");
      }
    }
  }

  private static WorkspaceException entry(String path, String what) {
    String shown = Names.shown(path);
    return WorkspaceException.person(
        "The repository holds \"" + shown + "\", which " + what, "remove it from the base branch.");
  }

  private static WorkspaceException refuse(String what, long limit) {
    return WorkspaceException.person(
        "The repository " + what.formatted(limit) + ", too many to check out",
        "ask for work in a smaller one.");
  }
}
