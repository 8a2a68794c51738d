package dev.spadework.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Git objects that are kept in memory, over those of a repository. */
final class Fresh {
  private final Map<ObjectId, ObjectLoader> made = new HashMap<>();

  /** Forgets all of them. */
  void clear() {
    made.clear();
  }

  /** Takes new objects in. */
  ObjectInserter inserter(Repository git) {
    ObjectInserter real = git.newObjectInserter();
    return new ObjectInserter.Filter() {
      @Override
      protected ObjectInserter delegate() {
        return real;
      }

      @Override
      public ObjectId insert(int type, byte[] data) {
        return insert(type, data, 0, data.length);
      }

      @Override
      public ObjectId insert(int type, byte[] data, int from, int length) {
        byte[] bytes = Arrays.copyOfRange(data, from, from + length);
        ObjectId id = idFor(type, bytes);
        made.put(id, new ObjectLoader.SmallObject(type, bytes));
        return id;
      }

      @Override
      public ObjectId insert(int type, long length, InputStream in) throws IOException {
        return insert(type, in.readNBytes(Math.toIntExact(length)), 0, (int) length);
      }

      @Override
      public void flush() {
        // Memory needs none.
      }
    };
  }

  /** Sees both. */
  ObjectReader reader(Repository git) {
    ObjectReader real = git.newObjectReader();
    return new ObjectReader.Filter() {
      @Override
      protected ObjectReader delegate() {
        return real;
      }

      @Override
      public ObjectReader newReader() {
        return reader(git);
      }

      @Override
      public boolean has(AnyObjectId id) throws IOException {
        return has(id, OBJ_ANY);
      }

      @Override
      public ObjectLoader open(AnyObjectId id) throws IOException {
        return open(id, OBJ_ANY);
      }

      @Override
      public boolean has(AnyObjectId id, int hint) throws IOException {
        return of(id).isPresent() || real.has(id, hint);
      }

      @Override
      public ObjectLoader open(AnyObjectId id, int hint) throws IOException {
        Optional<ObjectLoader> here = of(id);
        return here.isPresent() ? here.get() : real.open(id, hint);
      }

      @Override
      public long getObjectSize(AnyObjectId id, int hint) throws IOException {
        Optional<ObjectLoader> here = of(id);
        return here.isPresent() ? here.get().getSize() : real.getObjectSize(id, hint);
      }
    };
  }

  private Optional<ObjectLoader> of(AnyObjectId id) {
    @Nullable ObjectLoader here = made.get(id.toObjectId());
    return Optional.ofNullable(here);
  }
}
