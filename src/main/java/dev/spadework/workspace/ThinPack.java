package dev.spadework.workspace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.internal.storage.pack.DeltaIndex;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Packs of what differs between a base's tree and one made of it, as gitformat-pack(5) has them:
 * each object is a delta against what stood in its place, or whole. Looks at no more of the trees
 * than what differs. For one thread.
 */
final class ThinPack {
  /** With larger objects it is not tried. */
  static final int LARGEST = 1 << 20;

  private static final int VERSION = 2;

  /** What was packed the last time, which is mostly packed again. */
  private Map<ObjectId, byte[]> packed = Map.of();

  /** The pack, without any commit; empty if an object is too large. */
  Optional<byte[]> of(ObjectReader reader, ObjectId base, ObjectId tree) throws IOException {
    Map<ObjectId, byte[]> now = new LinkedHashMap<>();
    if (!tree.equals(base) && !add(now, reader, tree, base)) {
      return Optional.empty();
    }
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(base);
      walk.addTree(tree);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        FileMode mode = walk.getFileMode(1);
        ObjectId id = walk.getObjectId(1);
        ObjectId before = walk.getObjectId(0);
        boolean same = mode == FileMode.MISSING || mode == FileMode.GITLINK || id.equals(before);
        boolean deltas = same || walk.getFileMode(0).getObjectType() == mode.getObjectType();
        if (!same && !add(now, reader, id, deltas ? before : ObjectId.zeroId())) {
          return Optional.empty();
        }
        if (walk.isSubtree()) {
          walk.enterSubtree();
        }
      }
    }
    packed = new HashMap<>(now);
    return Optional.of(now.isEmpty() ? new byte[0] : pack(now));
  }

  private boolean add(Map<ObjectId, byte[]> now, ObjectReader reader, ObjectId id, ObjectId before)
      throws IOException {
    byte[] known = packed.get(id);
    if (known == null) {
      ObjectLoader object = reader.open(id);
      if (object.getSize() > LARGEST) {
        return false;
      }
      known = entry(reader, object, before);
    }
    now.putIfAbsent(id, known);
    return true;
  }

  private static byte[] entry(ObjectReader reader, ObjectLoader object, ObjectId before)
      throws IOException {
    byte[] whole = object.getCachedBytes();
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    if (!before.equals(ObjectId.zeroId())) {
      ObjectLoader there = reader.open(before);
      ByteArrayOutputStream delta = new ByteArrayOutputStream();
      if (there.getSize() <= LARGEST
          && there.getSize() > 0
          && new DeltaIndex(there.getCachedBytes()).encode(delta, whole, whole.length / 2)) {
        header(entry, Constants.OBJ_REF_DELTA, delta.size());
        byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
        before.copyRawTo(raw, 0);
        entry.write(raw);
        deflate(entry, delta.toByteArray());
        return entry.toByteArray();
      }
    }
    header(entry, object.getType(), whole.length);
    deflate(entry, whole);
    return entry.toByteArray();
  }

  private static void header(ByteArrayOutputStream out, int type, int size) {
    int rest = size >>> 4;
    int first = type << 4 | size & 15;
    while (rest != 0) {
      out.write(first | 0x80);
      first = rest & 0x7f;
      rest >>>= 7;
    }
    out.write(first);
  }

  private static void deflate(ByteArrayOutputStream out, byte[] bytes) throws IOException {
    DeflaterOutputStream deflater = new DeflaterOutputStream(out);
    deflater.write(bytes);
    deflater.finish();
    deflater.close();
  }

  private static byte[] pack(Map<ObjectId, byte[]> entries) throws IOException {
    ByteArrayOutputStream out =
        Budget.upTo(
            Budget.MOST_PACKED,
            "The change is too large to be kept: more than 128 MB packed; make it smaller.");
    out.write(Constants.PACK_SIGNATURE);
    number(out, VERSION);
    number(out, entries.size());
    for (byte[] entry : entries.values()) {
      out.write(entry);
    }
    out.write(sha1().digest(out.toByteArray()));
    return out.toByteArray();
  }

  private static void number(ByteArrayOutputStream out, int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(value >>> shift);
    }
  }

  /** What git's packs end with, so that a reader sees whether all has arrived. */
  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
