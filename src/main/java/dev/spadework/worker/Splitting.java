package dev.spadework.worker;

import dev.spadework.journal.Journal;
import dev.spadework.report.PartsCard;
import dev.spadework.task.Aside;
import dev.spadework.task.Gate;
import dev.spadework.task.Parting;
import dev.spadework.task.Phase;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes tasks of the parts that people started. What is to be done follows from the record, and
 * each task has a key of its own, so any process may do it, twice or after a crash.
 */
final class Splitting implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Splitting.class);

  private final Journal journal;

  Splitting(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void run() {
    try {
      journal.tasks().parting().forEach(this::split);
    } catch (RuntimeException e) {
      // The next round tries again.
      log.atWarn().setCause(e).log("parts_not_opened");
    }
  }

  private void split(Task task) {
    Optional<Gate> gate = task.gates().open().filter(open -> open.kind() == Gate.Kind.SIZE);
    Parting parting = task.asides().parting();
    if (gate.isEmpty()) {
      return;
    }
    for (int part : parting.started().keySet()) {
      if (!parting.opened().containsKey(part)) {
        open(task, gate.get(), part);
      }
    }
    Optional<Integer> next = parting.next();
    if (parting.inOrder().isPresent() && next.isPresent() && turn(parting, next.get())) {
      journal.add(
          task.id(),
          Optional.of(key(task, gate.get(), next.get()) + ":started"),
          new Aside.PartStarted(gate.get().id(), next.get(), parting.inOrder().get()));
      journal.task(task.id()).ifPresent(now -> open(now, gate.get(), next.get()));
    }
  }

  /** Whether the part before has its pull request. */
  private boolean turn(Parting parting, int part) {
    return part == 1
        || Optional.ofNullable(parting.opened().get(part - 1))
            .flatMap(journal::task)
            .filter(before -> before.phase() == Phase.DONE)
            .isPresent();
  }

  private void open(Task task, Gate gate, int part) {
    Request.Builder request =
        task.request()
            .but()
            .text(PartsCard.request(task, part))
            .thread(Optional.empty())
            .attachments(List.of())
            .part(new Request.PartOf(task.id(), part, task.asides().parting().parts()));
    String key = key(task, gate, part);
    String child = journal.open(key, request.make()).task();
    journal.add(
        task.id(), Optional.of(key + ":opened"), new Aside.PartOpened(gate.id(), part, child));
  }

  private static String key(Task task, Gate gate, int part) {
    return "part:" + task.id() + ":" + gate.id() + ":" + part;
  }
}
