package dev.spadework.agent;

import dev.spadework.context.Material;
import dev.spadework.context.Past;
import dev.spadework.workspace.Contents;
import dev.spadework.workspace.History;
import dev.spadework.workspace.WorkspaceException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * A repository's contents, for the index.
 *
 * @param contents for a task, those of its base: what becomes of its work tree has no part in it
 */
public record TreeMaterial(Contents contents) implements Material<WorkspaceException> {
  /** Commits that are looked at for what they say about files. */
  private static final int PAST = 2_000;

  @Override
  public Optional<String> version() {
    return contents.version();
  }

  @Override
  public List<Listed> files() throws WorkspaceException {
    return contents.listed().stream().map(each -> new Listed(each.path(), each.blob())).toList();
  }

  @Override
  public void read(List<Listed> wanted, int most, Sink sink)
      throws WorkspaceException, InterruptedException {
    contents.read(
        wanted.stream()
            .map(each -> new dev.spadework.workspace.Listed(each.path(), each.text()))
            .toList(),
        most,
        sink::take);
  }

  @Override
  public Walk past(Optional<Walk> last, Predicate<String> known, BiConsumer<String, Past> found)
      throws WorkspaceException {
    History walked =
        contents.past(
            PAST,
            last.map(walk -> new History(walk.from(), walk.commits())),
            known,
            (id, commit) -> found.accept(id, new Past(commit.message(), commit.paths())));
    return new Walk(walked.from(), walked.commits());
  }
}
