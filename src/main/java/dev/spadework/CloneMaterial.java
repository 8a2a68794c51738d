package dev.spadework;

import dev.spadework.context.Material;
import dev.spadework.context.Past;
import dev.spadework.redact.Credentials;
import dev.spadework.workspace.Clone;
import dev.spadework.workspace.History;
import dev.spadework.workspace.WorkspaceException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The work tree of a clone as it is, for the index. */
record CloneMaterial(Clone work) implements Material<WorkspaceException> {
  /** Commits that are looked at, as for a task. */
  private static final int PAST = 2_000;

  @Override
  public Optional<String> version() {
    return Optional.empty();
  }

  @Override
  public List<Listed> files() throws WorkspaceException {
    return work.listed(Credentials.but(List.of())).stream()
        .map(each -> new Listed(each.path(), each.blob()))
        .toList();
  }

  @Override
  public void read(List<Listed> wanted, int most, Sink sink) throws InterruptedException {
    work.read(
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
        work.past(
            PAST,
            last.map(walk -> new History(walk.from(), walk.commits())),
            known,
            (id, commit) -> found.accept(id, new Past(commit.message(), commit.paths())));
    return new Walk(walked.from(), walked.commits());
  }
}
