package dev.spadework.agent;

import dev.spadework.context.Tokens;
import dev.spadework.llm.Prompt;
import dev.spadework.llm.Thinking;
import dev.spadework.llm.Turn;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.TalkEvent;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a conversation within its budget: the oldest part is summed up by the cheap model, or
 * listed without one where it does not answer. What was made of it is in the record before it is
 * sent.
 */
final class Folding {
  /** Tokens of what the cheap model is shown: a part over budget is seldom more. */
  private static final int RECORD = 6_000;

  private static final int RECORD_RESULT = 600;

  /** Tokens of what stands in place of the part: a tenth of what usually goes. */
  private static final int SUMMARY = 800;

  private static final int LISTED_RESULT = 80;

  /** Tokens of people's words, which are kept as they are. */
  private static final int PEOPLE = 2_000;

  private final Calls calls;
  private final AgentSettings settings;

  Folding(Calls calls, AgentSettings settings) {
    this.calls = calls;
    this.settings = settings;
  }

  /** The most that folding can cost before this conversation goes on; 0 if it fits. */
  long worst(Notebook notebook, List<Turn> turns) {
    return Fold.due(turns, settings.conversationTokens())
        .map(fold -> calls.worst(notebook, Purpose.SUMMARY, prompt(notebook, fold)))
        .orElse(0L);
  }

  /** Folds if need be, and says whether; it is in the record when this returns. */
  boolean fold(Notebook notebook, List<Turn> turns) throws InterruptedException {
    Optional<Fold> due = Fold.due(turns, settings.conversationTokens());
    if (due.isEmpty()) {
      return false;
    }
    Fold fold = due.get();
    Optional<String> summed = summed(notebook, fold);
    String text =
        Prompts.fill(
            "folded.md",
            Map.of(
                "text",
                Fence.of(summed.orElseGet(() -> listed(notebook, fold)), SUMMARY),
                "people",
                Tokens.cut(Doings.people(fold.folded()), PEOPLE)));
    notebook.write(
        new TalkEvent.Folded(
            fold.keep(), text, summed.isPresent(), fold.before(), fold.kept() + Tokens.of(text)));
    return true;
  }

  private Optional<String> summed(Notebook notebook, Fold fold) throws InterruptedException {
    try {
      TaskEvent.ModelReplied reply =
          calls.once(notebook, Purpose.SUMMARY, prompt(notebook, fold), Folding::startsOver);
      return Optional.of(reply.text()).filter(text -> !text.isBlank());
    } catch (Trouble e) {
      // The work must not wait for a summary: the list says less, but it is there.
      return Optional.empty();
    }
  }

  private static boolean startsOver(TaskEvent event) {
    return event instanceof TalkEvent.Folded
        || event instanceof TaskEvent.ToolReturned
        || event instanceof DeliveryEvent.Finished;
  }

  private static String listed(Notebook notebook, Fold fold) {
    return Doings.of(notebook.entries()).told(fold.folded(), LISTED_RESULT, SUMMARY);
  }

  private Prompt prompt(Notebook notebook, Fold fold) {
    String record = Doings.of(notebook.entries()).told(fold.folded(), RECORD_RESULT, RECORD);
    return new Prompt(
        Prompts.page("fold-system.md"),
        List.of(),
        List.of(new Turn.Person(Prompts.fill("fold.md", Map.of("record", Fence.of(record))))),
        Optional.empty(),
        Thinking.LOW,
        settings.maxOutputTokens());
  }
}
