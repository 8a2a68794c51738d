package dev.spadework.context;

import dev.spadework.workspace.History;
import dev.spadework.workspace.OneCommit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** A commit as material; counts what was asked of it. */
record OfCommit(OneCommit commit, AtomicInteger texts, AtomicInteger commits)
    implements Material<InterruptedException> {
  OfCommit(OneCommit commit) {
    this(commit, new AtomicInteger(), new AtomicInteger());
  }

  @Override
  public Optional<String> version() {
    return Optional.of(commit.name());
  }

  @Override
  public List<Listed> files() throws InterruptedException {
    return commit.listed().stream().map(each -> new Listed(each.path(), each.blob())).toList();
  }

  @Override
  public void read(List<Listed> wanted, int most, Sink sink) throws InterruptedException {
    commit.read(
        wanted.stream()
            .map(each -> new dev.spadework.workspace.Listed(each.path(), each.text()))
            .toList(),
        most,
        (path, id, bytes) -> {
          texts.incrementAndGet();
          sink.take(path, id, bytes);
        });
  }

  @Override
  public Walk past(Optional<Walk> last, Predicate<String> known, BiConsumer<String, Past> found)
      throws InterruptedException {
    History walked =
        commit.past(
            2_000,
            last.map(walk -> new History(walk.from(), walk.commits())),
            known,
            (id, past) -> {
              commits.incrementAndGet();
              found.accept(id, new Past(past.message(), past.paths()));
            });
    return new Walk(walked.from(), walked.commits());
  }
}
