package dev.spadework.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Trees made of others, without a work tree. Withheld paths are whatever the first tree has. */
final class Variants {
  private Variants() {}

  /** The first tree, with these paths as the second has them; what that one lacks is taken away. */
  static ObjectId mixed(Repository git, ObjectId tree, ObjectId from, Collection<String> paths)
      throws IOException {
    return edited(
        git,
        tree,
        (editor, inserter) -> {
          for (String path : paths) {
            try (TreeWalk walk = TreeWalk.forPath(git, path, from)) {
              if (walk == null || walk.getFileMode(0) == FileMode.TREE) {
                editor.add(new DirCacheEditor.DeletePath(path));
              } else {
                editor.add(set(path, walk.getFileMode(0), walk.getObjectId(0)));
              }
            }
          }
        });
  }

  /** The tree with another text in a file that it has. */
  static ObjectId written(Repository git, ObjectId tree, String path, String text)
      throws IOException {
    return edited(
        git,
        tree,
        (editor, inserter) -> {
          ObjectId blob =
              inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
          try (TreeWalk walk = TreeWalk.forPath(git, path, tree)) {
            FileMode mode = walk == null ? FileMode.REGULAR_FILE : walk.getFileMode(0);
            editor.add(set(path, mode, blob));
          }
        });
  }

  private interface Edit {
    void with(DirCacheEditor editor, ObjectInserter inserter) throws IOException;
  }

  private static ObjectId edited(Repository git, ObjectId tree, Edit edit) throws IOException {
    try (ObjectInserter inserter = git.newObjectInserter();
        ObjectReader reader = git.newObjectReader()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
      builder.finish();
      DirCacheEditor editor = index.editor();
      edit.with(editor, inserter);
      editor.finish();
      ObjectId made = index.writeTree(inserter);
      inserter.flush();
      return made;
    }
  }

  private static DirCacheEditor.PathEdit set(String path, FileMode mode, ObjectId blob) {
    return new DirCacheEditor.PathEdit(path) {
      @Override
      public void apply(DirCacheEntry entry) {
        entry.setFileMode(mode);
        entry.setObjectId(blob);
      }
    };
  }
}
