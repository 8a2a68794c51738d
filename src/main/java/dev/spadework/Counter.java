package dev.spadework;

import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.TaskEvent;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where questions of a task are put to the person at the terminal. */
final class Counter {
  private final Journal journal;
  private final Redactor redactor;
  private final PrintWriter out;
  private final String user;

  Counter(Journal journal, Redactor redactor, PrintWriter out, String user) {
    this.journal = journal;
    this.redactor = redactor;
    this.out = out;
    this.user = user;
  }

  /** One line of the menu and what it decides. */
  private record Line(String label, Choice choice, String text) {}

  /** Shows the question. */
  void show(Gate gate) {
    out.println();
    say(gate.question());
    gate.details().forEach(detail -> say("  " + detail.replace("\n", "\n  ")));
    out.flush();
  }

  /** Asks until it is decided; false if the person has gone. */
  boolean decide(String task, Gate gate, Person person) {
    List<Line> menu = menu(gate);
    for (int i = 0; i < menu.size(); i++) {
      say("  " + (i + 1) + ") " + menu.get(i).label());
    }
    String reply = gate.kind().reply().map(choice -> ", or your answer in words").orElse("");
    out.flush();
    while (true) {
      Optional<String> answer = person.answer("A number" + reply + ": ");
      if (answer.isEmpty()) {
        return false;
      }
      Optional<TaskEvent.Decided> decided = decision(gate, menu, answer.get().strip(), person);
      if (decided.isPresent()) {
        enter(task, gate, decided.get());
        return true;
      }
    }
  }

  private Optional<TaskEvent.Decided> decision(
      Gate gate, List<Line> menu, String answer, Person person) {
    if (answer.matches("\\d{1,2}")) {
      int number = Integer.parseInt(answer);
      return number < 1 || number > menu.size()
          ? Optional.empty()
          : chosen(gate, menu.get(number - 1), person);
    }
    return gate.kind()
        .reply()
        .filter(choice -> !answer.isEmpty())
        .map(choice -> decided(gate, choice, answer));
  }

  private Optional<TaskEvent.Decided> chosen(Gate gate, Line line, Person person) {
    if (!line.choice().needsText() || !line.text().isEmpty()) {
      return Optional.of(decided(gate, line.choice(), line.text()));
    }
    return person
        .answer(line.label() + ", in your words: ")
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> decided(gate, line.choice(), text));
  }

  private TaskEvent.Decided decided(Gate gate, Choice choice, String text) {
    return new TaskEvent.Decided(gate.id(), choice, user, redactor.clean(text));
  }

  /** Only for what was shown: another process may have been answered meanwhile. */
  private void enter(String task, Gate gate, TaskEvent.Decided decided) {
    boolean first =
        journal
            .decide(
                task,
                now ->
                    now.gates().open().filter(open -> open.hash().equals(gate.hash())).isPresent()
                        ? Optional.of(decided)
                        : Optional.empty())
            .isPresent();
    if (!first) {
      say("That was decided elsewhere meanwhile.");
    }
  }

  private static List<Line> menu(Gate gate) {
    List<Line> menu = new ArrayList<>();
    gate.options().forEach(option -> menu.add(new Line(option, Choice.ANSWER, option)));
    gate.choices().stream()
        // Nobody works on other tasks here.
        .filter(choice -> choice != Choice.START_ALL)
        .forEach(choice -> menu.add(new Line(choice.label(), choice, "")));
    return menu;
  }

  private void say(String text) {
    out.println(Plain.text(redactor.clean(text)));
  }
}
