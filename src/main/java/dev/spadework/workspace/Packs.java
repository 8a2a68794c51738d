package dev.spadework.workspace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PackParser;

/** New objects: commits, and packs that carry a tree to where only its base is known. */
final class Packs {
  private Packs() {}

  /** The same input makes the same commit, on any machine. */
  static ObjectId commit(
      Repository repository,
      ObjectId tree,
      ObjectId parent,
      String message,
      Author author,
      Instant when)
      throws IOException {
    PersonIdent person = new PersonIdent(author.name(), author.email(), when, ZoneOffset.UTC);
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentId(parent);
    commit.setAuthor(person);
    commit.setCommitter(person);
    commit.setMessage(message);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  /** A thin pack of the tree's objects that the base commit does not have. */
  static byte[] write(Repository repository, ObjectId tree, ObjectId base) throws IOException {
    // Deltas against the base are found only along commits, so the tree gets one.
    Author nobody = new Author("checkpoint", "checkpoint@localhost");
    ObjectId commit = commit(repository, tree, base, "checkpoint", nobody, Instant.EPOCH);
    try (PackWriter writer = new PackWriter(repository)) {
      writer.setThin(true);
      writer.setDeltaBaseAsOffset(true);
      writer.setUseBitmaps(false);
      writer.preparePack(NullProgressMonitor.INSTANCE, Set.of(commit), Set.of(base));
      ByteArrayOutputStream out =
          Budget.upTo(
              Budget.MOST_PACKED,
              "The change is too large to be kept: more than 128 MB packed; make it smaller.");
      writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
      return out.toByteArray();
    }
  }

  static void read(Repository repository, byte[] pack) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      PackParser parser = inserter.newPackParser(new ByteArrayInputStream(pack));
      parser.setAllowThin(true);
      parser.parse(NullProgressMonitor.INSTANCE);
      inserter.flush();
    }
  }
}
