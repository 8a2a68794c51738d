package dev.spadework.workspace;

import dev.spadework.redact.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Finds the files of a commit that hold credentials. What reading a file has shown is remembered,
 * so that the next task of a repository reads only what is new to it. Safe for use by many threads.
 */
final class Withholding {
  /** About ten megabytes. */
  private static final int REMEMBERED = 50_000;

  private final Map<String, Boolean> read =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  /** Looks at all names of the commit, and into the files whose names leave it open. */
  Withheld of(Repository mirror, ObjectId commit, Credentials credentials) throws IOException {
    List<String> found = new ArrayList<>();
    try (RevWalk commits = new RevWalk(mirror);
        TreeWalk walk = new TreeWalk(commits.getObjectReader())) {
      walk.addTree(commits.parseCommit(commit).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        String path = Names.raw(walk.getRawPath());
        if ((walk.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE
            && holds(walk.getObjectReader(), walk.getObjectId(0), Names.text(path), credentials)) {
          found.add(path);
        }
      }
    }
    return found.isEmpty() ? Withheld.NONE : new Withheld(found);
  }

  private boolean holds(ObjectReader reader, ObjectId blob, String path, Credentials credentials)
      throws IOException {
    return switch (credentials.byName(path)) {
      case HARMLESS -> false;
      case WITHHELD -> true;
      case READ -> {
        String key = blob.name() + path;
        Boolean known = read.get(key);
        if (known == null) {
          try (InputStream in = reader.open(blob).openStream()) {
            known = credentials.inText(path, in.readNBytes(Credentials.HEAD));
          }
          read.put(key, known);
        }
        yield known;
      }
    };
  }
}
