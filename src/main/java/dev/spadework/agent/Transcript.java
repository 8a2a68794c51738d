package dev.spadework.agent;

import dev.spadework.llm.Turn;
import dev.spadework.task.Aside;
import dev.spadework.task.Choice;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Plan;
import dev.spadework.task.TalkEvent;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The conversation with the worker model: a read-only projection of the record. What was sent once
 * is sent again to the byte; later events only add to the end.
 */
final class Transcript {
  private final List<Turn> turns = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<String> stuck = new HashSet<>();
  private Optional<Plan> plan = Optional.empty();
  private final UnaryOperator<String> opening;
  private final Map<String, String> reasons = new HashMap<>();
  private boolean begun;
  private Task now;

  private Transcript(Task first, UnaryOperator<String> opening) {
    now = first;
    this.opening = opening;
  }

  /** The turns so far, an unanswered person's turn at the end where there is one. */
  static List<Turn> of(List<Entry> entries) {
    return of(entries, UnaryOperator.identity());
  }

  /** The same with what is to be shown of the recorded opening. */
  static List<Turn> of(List<Entry> entries, UnaryOperator<String> opening) {
    Task task = Task.of(entries.subList(0, 1));
    Transcript transcript = new Transcript(task, opening);
    int heard = 0;
    for (Entry entry : entries.subList(1, entries.size())) {
      task = task.after(entry);
      boolean stray = isWork(entry.event()) && task.talk().turns() == heard;
      heard = task.talk().turns();
      if (!stray) {
        transcript.now = task;
        transcript.add(entry.event());
      }
    }
    transcript.flush();
    return transcript.turns;
  }

  private static boolean isWork(TaskEvent event) {
    return event instanceof TaskEvent.ModelReplied reply && reply.purpose() == Purpose.WORK;
  }

  private void add(TaskEvent event) {
    if (event instanceof TaskEvent.Briefed briefed) {
      // The worker's opening takes the place of the planner's; nothing else comes before it.
      turns.clear();
      turns.add(new Turn.Person(opening.apply(briefed.text())));
    } else if (event instanceof TaskEvent.PlanMade made) {
      add(made.plan());
    } else if (event instanceof TaskEvent.Said said) {
      notes.add(Prompts.said(said.text()));
    } else if (event instanceof TaskEvent.PlanChangeAsked asked) {
      notes.add(Prompts.said(asked.text()));
    } else if (event instanceof Aside.Reasoned reasoned) {
      add(reasoned);
    } else if (event instanceof TaskEvent.GateOpened opened) {
      add(opened.gate());
    } else if (event instanceof TaskEvent.Decided decided) {
      add(decided);
    } else if (event instanceof TaskEvent.ModelAsked asked && asked.purpose() == Purpose.WORK) {
      // What is said from here on was not sent, and comes after the answer.
      flush();
      begun = true;
    } else if (event instanceof TalkEvent.Folded folded) {
      List<Turn> left = Fold.apply(turns, folded.keep(), folded.text());
      turns.clear();
      turns.addAll(left);
    } else if (event instanceof TaskEvent.ModelReplied reply && reply.purpose() == Purpose.WORK) {
      add(reply);
    } else if (event instanceof TaskEvent.ToolReturned returned) {
      turns.add(
          new Turn.ToolSaid(returned.call(), returned.tool(), returned.text(), returned.error()));
    } else if (event instanceof TaskEvent.ReplyRefused refused
        && refused.purpose() == Purpose.WORK) {
      notes.add(refused.reason());
    }
  }

  private void add(Plan made) {
    if (begun) {
      notes.add(Prompts.fill("plan-changed.md", Map.of("plan", words(made))));
    } else {
      plan = Optional.of(made);
    }
  }

  private void add(Gate gate) {
    String subject = gate.subject();
    if (subject.startsWith(Task.LOOP_SUBJECT) || subject.startsWith(Task.SILENT_SUBJECT)) {
      stuck.add(gate.id());
    }
  }

  private void add(TaskEvent.Decided decided) {
    // A changed plan speaks for itself, and an answer to the agent's question is a tool result.
    boolean answered = decided.choice() == Choice.ANSWER && stuck.contains(decided.gate());
    if (answered
        || decided.choice() == Choice.RETRY_WITH_HINT
        || decided.choice() == Choice.APPROVE && !decided.text().isBlank()) {
      String text = decided.text().isBlank() ? Prompts.page("no-hint.md") : decided.text();
      notes.add(Prompts.said(text));
    }
  }

  /** Of several reasons for one decision the last counts, if the others were not sent yet. */
  private void add(Aside.Reasoned reasoned) {
    notes.remove(reasons.get(reasoned.gate()));
    String words = Reasons.words(now, reasoned);
    reasons.put(reasoned.gate(), words);
    notes.add(words);
  }

  private void add(TaskEvent.ModelReplied reply) {
    boolean empty = reply.text().isBlank() && reply.calls().isEmpty();
    if (!empty) {
      turns.add(new Turn.ModelSaid(reply.raw()));
    }
    if (reply.calls().isEmpty()) {
      notes.add(Prompts.page("nudge.md"));
    }
  }

  private void flush() {
    plan.ifPresent(
        made -> {
          notes.add(0, Prompts.fill("plan-made.md", Map.of("plan", words(made))));
          plan = Optional.empty();
        });
    if (notes.isEmpty()) {
      return;
    }
    String text = String.join("\n\n", notes);
    notes.clear();
    int last = turns.size() - 1;
    if (last >= 0 && turns.get(last) instanceof Turn.Person person) {
      turns.set(last, new Turn.Person(person.text() + "\n\n" + text));
    } else {
      turns.add(new Turn.Person(text));
    }
  }

  /** A plan as the model reads it. */
  static String words(Plan plan) {
    StringBuilder words = new StringBuilder(plan.summary().strip());
    int number = 0;
    for (Plan.Step step : plan.steps()) {
      number++;
      words.append('\n').append(number).append(". ").append(step.title().strip());
      if (!step.files().isEmpty()) {
        words.append(" (").append(String.join(", ", step.files())).append(')');
      }
    }
    plan.assumptions().forEach(item -> words.append("\nAssumed: ").append(item.strip()));
    return words.toString();
  }
}
