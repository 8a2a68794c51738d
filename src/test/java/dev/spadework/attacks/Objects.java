package dev.spadework.attacks;

import dev.spadework.workspace.Git;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** Git objects as they come, which git's own commands would refuse to make. */
final class Objects {
  private Objects() {}

  static String blob(Git git, byte[] content) throws IOException {
    return insert(git, Constants.OBJ_BLOB, content);
  }

  /**
   * A tree with these entries in this order.
   *
   * @param entries as of {@code git ls-tree}: mode, type, id, a tab and the name
   */
  static String tree(Git git, String... entries) throws IOException {
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    for (String entry : entries) {
      String[] words = entry.substring(0, entry.indexOf('\t')).split(" ");
      String mode = words[0].replaceFirst("^0", "");
      String name = entry.substring(entry.indexOf('\t') + 1);
      tree.writeBytes((mode + " " + name + "\0").getBytes(StandardCharsets.UTF_8));
      tree.writeBytes(HexFormat.of().parseHex(words[2]));
    }
    return insert(git, Constants.OBJ_TREE, tree.toByteArray());
  }

  /** One entry in directories of one name, nested. */
  static String nested(Git git, String name, int levels) throws IOException {
    String id = blob(git, new byte[] {1});
    String kind = "100644 blob ";
    for (int i = 0; i < levels; i++) {
      id = tree(git, kind + id + "\t" + name);
      kind = "040000 tree ";
    }
    return id;
  }

  /** A tree whose every entry is the same, and so on for some levels. */
  static String bomb(Git git, String leaf, int width, int levels) throws IOException {
    String entry = leaf;
    for (int level = 0; level < levels; level++) {
      String[] entries = new String[width];
      for (int i = 0; i < width; i++) {
        entries[i] = entry.substring(0, entry.indexOf('\t')) + "\t" + "%04d".formatted(i);
      }
      entry = "040000 tree " + tree(git, entries) + "\tx";
    }
    return entry.substring("040000 tree ".length(), entry.indexOf('\t'));
  }

  private static String insert(Git git, int type, byte[] content) throws IOException {
    Path directory = git.directory().resolve(".git");
    try (FileRepository repository = new FileRepository(directory.toFile());
        ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(type, content);
      inserter.flush();
      return id.name();
    }
  }
}
