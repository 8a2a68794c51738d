package dev.spadework.workspace;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What a repository holds at one point: its files but withheld ones, and what led there. */
public interface Contents {
  /**
   * What two points of a repository have in common that hold the same, in files and in history;
   * empty for a work tree that anybody may change.
   */
  Optional<String> version();

  /** All files and links but withheld ones, sorted as git sorts. */
  List<Listed> listed() throws WorkspaceException;

  /** Reads files as they are listed; those of more than {@code most} bytes are passed over. */
  void read(List<Listed> wanted, int most, Listed.Sink sink)
      throws WorkspaceException, InterruptedException;

  /**
   * The newest commits that led here, newest first; merges are left out.
   *
   * @param most how many are looked at
   * @param last an earlier walk; from its beginning on, nothing is walked again
   * @param known commits that need not be read
   * @param found takes the others; one that touches more than 20 files comes without paths
   */
  History past(
      int most,
      Optional<History> last,
      Predicate<String> known,
      BiConsumer<String, PastCommit> found)
      throws WorkspaceException;
}
