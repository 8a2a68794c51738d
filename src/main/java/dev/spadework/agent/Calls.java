package dev.spadework.agent;

import dev.spadework.llm.Model;
import dev.spadework.llm.ModelException;
import dev.spadework.llm.Models;
import dev.spadework.llm.Prices;
import dev.spadework.llm.Prompt;
import dev.spadework.llm.Reply;
import dev.spadework.llm.Role;
import dev.spadework.llm.Tokens;
import dev.spadework.redact.Redactor;
import dev.spadework.task.Aside;
import dev.spadework.task.Call;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.ModelReplied;
import dev.spadework.task.TaskEvent.Purpose;
import dev.spadework.task.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Model calls, written down before and after: what they may cost and what they did. */
final class Calls {
  /** After so many failures in a row the fallback model takes over, where there is one. */
  private static final int PATIENCE = 3;

  /** Where a provider asks to wait longer than this, the fallback model takes over at once. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Models models;
  private final Prices prices;
  private final AgentSettings settings;
  private final CleanPrompt door;

  Calls(Models models, Prices prices, AgentSettings settings, Redactor redactor) {
    this.models = models;
    this.prices = prices;
    this.settings = settings;
    this.door = new CleanPrompt(redactor);
  }

  /** The most that this call can cost, in millionths of a US dollar. */
  long worst(Notebook notebook, Purpose purpose, Prompt prompt) {
    return prices.worst(
        model(notebook, purpose).name(), Tokens.worst(prompt), prompt.maxOutputTokens());
  }

  /** What so much work may cost with the model that works, in millionths of a US dollar. */
  long price(Notebook notebook, long input, int output) {
    return prices.worst(model(notebook, Purpose.WORK).name(), input, output);
  }

  /** What keeps the model that a person asked for from being used; empty if nothing does. */
  Optional<String> problem(Task task) {
    Optional<String> wanted = task.request().model();
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    try {
      models.named(wanted.get());
      prices.worst(wanted.get(), 1, 1);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * The reply for this purpose: one that a worker wrote down and died before it could act on, or
   * else a new one.
   *
   * @param start whether what came before this event has nothing to do with it
   */
  ModelReplied once(Notebook notebook, Purpose purpose, Prompt prompt, Predicate<TaskEvent> start)
      throws Trouble, InterruptedException {
    Optional<ModelReplied> paid = kept(notebook, purpose, start);
    return paid.isPresent() ? paid.get() : ask(notebook, purpose, prompt);
  }

  /** A reply for this purpose that nobody has acted on yet: it was paid for already. */
  static Optional<ModelReplied> kept(
      Notebook notebook, Purpose purpose, Predicate<TaskEvent> start) {
    Optional<ModelReplied> paid = Optional.empty();
    boolean out = false;
    boolean stale = false;
    for (Entry entry : notebook.entries()) {
      if (start.test(entry.event())) {
        paid = Optional.empty();
        stale = out;
      } else if (entry.event() instanceof TaskEvent.ModelAsked asked
          && asked.purpose() == purpose) {
        out = true;
        stale = false;
      } else if (entry.event() instanceof ModelReplied reply && reply.purpose() == purpose) {
        // One that was asked before the start answers what nobody asks any more.
        paid = stale ? paid : Optional.of(reply);
        out = false;
        stale = false;
      }
    }
    return paid;
  }

  /** Asks once. The reply is in the record when this returns. */
  ModelReplied ask(Notebook notebook, Purpose purpose, Prompt prompt)
      throws Trouble, InterruptedException {
    Model model = model(notebook, purpose);
    notebook.write(
        new TaskEvent.ModelAsked(
            purpose, model.name(), Tokens.estimate(prompt), worst(notebook, purpose, prompt)));
    Reply reply;
    try {
      reply = model.ask(door.of(prompt), settings.callDeadline());
    } catch (ModelException e) {
      fallBack(notebook, model.name(), e);
      throw Faults.of(e);
    }
    List<Call> calls =
        reply.calls().stream()
            .map(call -> new Call(call.id(), call.name(), call.arguments().toString()))
            .toList();
    Usage usage =
        new Usage(
            reply.usage().input(),
            reply.usage().cached(),
            reply.usage().output(),
            reply.usage().thinking());
    ModelReplied replied =
        new ModelReplied(
            purpose,
            reply.model(),
            reply.text(),
            calls,
            usage,
            prices.micros(reply.model(), reply.usage()),
            reply.ending().name(),
            reply.raw(),
            reply.took().toMillis());
    notebook.write(replied);
    return replied;
  }

  /** Whether the reply ends at the output limit. */
  static boolean cutOff(ModelReplied reply) {
    return reply.ending().equals(Reply.Ending.LENGTH.name());
  }

  /**
   * Has the fallback model take over for the rest of the task, if there is one and this one was
   * tried often enough or refuses. The step is tried again then, because the other model has other
   * prices, and the money gate comes first.
   */
  private void fallBack(Notebook notebook, String failed, ModelException e) throws Trouble {
    Optional<String> other = models.fallback().map(Model::name).filter(to -> !to.equals(failed));
    int tries = notebook.task().stall().map(TaskEvent.Stalled::attempt).orElse(0) + 1;
    boolean soon = e.retryAfter().filter(wait -> wait.compareTo(LONG) > 0).isEmpty();
    if (other.isPresent() && (!e.temporary() || tries >= PATIENCE || !soon)) {
      String said = String.valueOf(e.getMessage());
      String why = said.startsWith(failed + ": ") ? said.substring(failed.length() + 2) : said;
      notebook.write(new Aside.FellBack(failed, other.get(), why));
      throw Trouble.passing(other.get() + " takes over from " + said, Optional.empty());
    }
  }

  private Model model(Notebook notebook, Purpose purpose) {
    Model model = first(notebook, purpose);
    return notebook.task().asides().fellBack().stream()
        .filter(gone -> gone.from().equals(model.name()))
        .flatMap(gone -> models.fallback().filter(to -> to.name().equals(gone.to())).stream())
        .findFirst()
        .orElse(model);
  }

  private Model first(Notebook notebook, Purpose purpose) {
    Task task = notebook.task();
    if (purpose == Purpose.WORK && task.request().model().isPresent()) {
      return models.named(task.request().model().get());
    }
    return models.of(
        switch (purpose) {
          case PLAN -> Role.PLANNER;
          case WORK -> SecondDebug.due(task, notebook.entries()) ? Role.PLANNER : Role.WORKER;
          case SUMMARY -> Role.SUMMARY;
        });
  }
}
