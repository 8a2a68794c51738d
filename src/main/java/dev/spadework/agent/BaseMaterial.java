package dev.spadework.agent;

import dev.spadework.context.Material;
import dev.spadework.context.Past;
import dev.spadework.workspace.BaseSide;
import dev.spadework.workspace.History;
import dev.spadework.workspace.WorkspaceException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The base commit of a task, for the index. What becomes of the work tree has no part in it. */
record BaseMaterial(BaseSide base) implements Material<WorkspaceException> {
  /** Commits that are looked at for what they say about files. */
  private static final int PAST = 2_000;

  @Override
  public Optional<String> version() {
    return Optional.of(base.version());
  }

  @Override
  public List<Listed> files() throws WorkspaceException {
    return base.listed().stream().map(each -> new Listed(each.path(), each.blob())).toList();
  }

  @Override
  public void read(List<Listed> wanted, int most, Sink sink)
      throws WorkspaceException, InterruptedException {
    base.read(
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
        base.past(
            PAST,
            last.map(walk -> new History(walk.from(), walk.commits())),
            known,
            (id, commit) -> found.accept(id, new Past(commit.message(), commit.paths())));
    return new Walk(walked.from(), walked.commits());
  }
}
