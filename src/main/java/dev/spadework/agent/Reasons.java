package dev.spadework.agent;

import dev.spadework.context.Hidden;
import dev.spadework.task.Aside;
import dev.spadework.task.Gates.Settled;
import dev.spadework.task.Task;
import java.util.Map;
import java.util.Optional;

/** Reasons that followed a press, as the models read them. */
final class Reasons {
  private Reasons() {}

  static String words(Task task, Aside.Reasoned reasoned) {
    Optional<Settled> settled = task.gates().byId(reasoned.gate());
    return Prompts.fill(
        "reasoned.md",
        Map.of(
            "choice", settled.map(s -> s.decided().choice().label()).orElse("A decision"),
            "question", settled.map(s -> s.gate().question()).orElse(""),
            "text", Hidden.strip(reasoned.text())));
  }
}
