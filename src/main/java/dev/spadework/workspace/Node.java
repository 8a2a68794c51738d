package dev.spadework.workspace;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** What a git tree has under one name. */
record Node(FileMode mode, ObjectId id) {
  /** Its tree, if it is a directory. */
  Optional<ObjectId> folder() {
    return mode == FileMode.TREE ? Optional.of(id) : Optional.empty();
  }

  /** What a tree has, by raw name; nothing where there is no tree. */
  static Map<String, Node> list(ObjectReader reader, Optional<ObjectId> tree) throws IOException {
    if (tree.isEmpty()) {
      return Map.of();
    }
    Map<String, Node> nodes = new TreeMap<>();
    CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree.get());
    for (; !parser.eof(); parser.next(1)) {
      byte[] name = new byte[parser.getNameLength()];
      parser.getName(name, 0);
      nodes.put(Names.raw(name), new Node(parser.getEntryFileMode(), parser.getEntryObjectId()));
    }
    return nodes;
  }

  /** Sorted as git sorts: a directory as if its name ended in a slash. */
  static Map<String, Node> keyed(Map<String, Node> byName) {
    Map<String, Node> byKey = new TreeMap<>();
    byName.forEach((name, node) -> byKey.put(node.mode == FileMode.TREE ? name + "/" : name, node));
    return byKey;
  }

  /** The tree of these, which come as {@link #keyed} has them. */
  static ObjectId write(ObjectInserter inserter, Map<String, Node> byKey) throws IOException {
    TreeFormatter tree = new TreeFormatter();
    byKey.forEach(
        (key, node) -> {
          String name = node.mode == FileMode.TREE ? key.substring(0, key.length() - 1) : key;
          tree.append(Names.bytes(name), node.mode, node.id);
        });
    return inserter.insert(tree);
  }
}
