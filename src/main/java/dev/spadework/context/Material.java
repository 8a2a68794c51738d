package dev.spadework.context;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What an index is made of: the files of one commit, and the commits that led to it. It is asked
 * only for what the index has not seen yet.
 *
 * @param <X> what reading it may throw
 */
public interface Material<X extends Exception> {
  /**
   * A file.
   *
   * @param path relative to the tree, with {@code /}
   * @param text an id that only files with the same bytes have; empty for what is no file, such as
   *     a link: it is named in the tree, and not read
   */
  record Listed(String path, Optional<String> text) {}

  /** Takes what was read. */
  interface Sink {
    /**
     * Takes a file.
     *
     * @param text the id of these bytes, which may be another than was listed
     */
    void take(String path, String text, byte[] bytes) throws InterruptedException;
  }

  /**
   * The commits that lead to one, newest first.
   *
   * @param from the id of that commit; empty where there is none
   * @param commits ids
   */
  record Walk(String from, List<String> commits) {}

  /**
   * What says it all: of two materials of a repository with the same version, the second is not
   * looked at. Empty where there is nothing of this kind.
   */
  Optional<String> version();

  /** All files, each path once. */
  List<Listed> files() throws X, InterruptedException;

  /**
   * Reads files, in any order. Those that are not there, or larger than {@code most} bytes, are
   * passed over.
   */
  void read(List<Listed> wanted, int most, Sink sink) throws X, InterruptedException;

  /**
   * Walks through the past.
   *
   * @param last an earlier walk, to be continued where this one comes upon its beginning
   * @param known ids of commits that need not be read
   * @param found takes the others
   */
  Walk past(Optional<Walk> last, Predicate<String> known, BiConsumer<String, Past> found)
      throws X, InterruptedException;
}
