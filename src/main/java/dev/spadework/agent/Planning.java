package dev.spadework.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.llm.Prompt;
import dev.spadework.llm.Reply;
import dev.spadework.llm.Thinking;
import dev.spadework.llm.Turn;
import dev.spadework.task.Aside;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Plan;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asking the planner. */
final class Planning {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode SCHEMA = Prompts.json("plan.schema.json");
  private static final int TRIES = 3;
  private static final int STEPS = 20;

  private final Brief brief;
  private final Calls calls;
  private final AgentSettings settings;

  Planning(Brief brief, Calls calls, AgentSettings settings) {
    this.brief = brief;
    this.calls = calls;
    this.settings = settings;
  }

  Prompt prompt(Notebook notebook, Site site) throws Trouble, InterruptedException {
    String opening = brief.of(notebook, site);
    String text = opening + "\n\n" + Prompts.fill("plan.md", Map.of("notes", notes(notebook)));
    return new Prompt(
        Prompts.page("plan-system.md"),
        List.of(),
        List.of(new Turn.Person(text)),
        Optional.of(SCHEMA),
        Thinking.HIGH,
        settings.maxOutputTokens());
  }

  void make(Notebook notebook, Site site) throws Trouble, InterruptedException {
    if (notebook.task().talk().refused() >= TRIES) {
      notebook.write(
          new TaskEvent.GaveUp(
              Ending.Blame.WORLD,
              "The planner's answer could not be used "
                  + TRIES
                  + " times in a row"
                  + last(notebook),
              "ask again, or set another model as model.planner."));
      return;
    }
    TaskEvent.ModelReplied reply =
        calls.once(notebook, Purpose.PLAN, prompt(notebook, site), Planning::startsOver);
    if (overtaken(notebook)) {
      notebook.write(new TaskEvent.ReplyRefused(Purpose.PLAN, Prompts.page("overtaken.md")));
      return;
    }
    try {
      Plan plan = read(reply);
      // Somebody may have asked for a change while the planner was out: then it is asked again.
      if (answered(notebook)) {
        notebook.write(new TaskEvent.PlanMade(plan));
      }
    } catch (Tool.WrongCall e) {
      notebook.write(new TaskEvent.ReplyRefused(Purpose.PLAN, e.getMessage()));
    }
  }

  /** Why the last answer could not be used. */
  private static String last(Notebook notebook) {
    return notebook.entries().stream()
        .map(Entry::event)
        .filter(e -> e instanceof TaskEvent.ReplyRefused no && no.purpose() == Purpose.PLAN)
        .map(e -> ": " + ((TaskEvent.ReplyRefused) e).reason().strip())
        .reduce((older, newer) -> newer)
        .orElse(".");
  }

  /** Whether the planner's answer is in the record, and only has to be read. */
  static boolean answered(Notebook notebook) {
    return Calls.kept(notebook, Purpose.PLAN, Planning::startsOver).isPresent();
  }

  /** Whether a reply from before this is no answer to what is asked now. */
  private static boolean startsOver(TaskEvent event) {
    return event instanceof TaskEvent.PlanMade
        || event instanceof TaskEvent.Decided
        || event instanceof TaskEvent.PlanChangeAsked
        || event instanceof TaskEvent.ReplyRefused refused && refused.purpose() == Purpose.PLAN;
  }

  /** Whether a person spoke while the planner was at it, so that it could not know. */
  private static boolean overtaken(Notebook notebook) {
    boolean spoke = false;
    for (Entry entry : notebook.entries()) {
      if (entry.event() instanceof TaskEvent.ModelAsked) {
        spoke = false;
      } else if (entry.event() instanceof TaskEvent.Said) {
        spoke = true;
      }
    }
    return spoke;
  }

  /** What has happened that the plan must respect. */
  private static String notes(Notebook notebook) {
    List<String> notes = new ArrayList<>();
    Optional<Plan> before = notebook.task().plan();
    before.ifPresent(plan -> notes.add("The plan so far:\n" + Transcript.words(plan)));
    if (!notebook.task().testing().changes().isEmpty()) {
      notes.add(
          "Work on it has begun, and its changes are still in the checkout; the last test run"
              + " said:\n"
              + Fence.of(notebook.task().testing().last().orElseThrow().excerpt()));
    }
    String refused = "";
    for (Entry entry : notebook.entries()) {
      if (entry.event() instanceof TaskEvent.Said said) {
        notes.add(Prompts.said(said.text()));
      } else if (entry.event() instanceof TaskEvent.Decided decided && !decided.text().isBlank()) {
        notes.add(Prompts.said(decided.text()));
      } else if (entry.event() instanceof TaskEvent.PlanChangeAsked asked) {
        notes.add(Prompts.said(asked.text()));
      } else if (entry.event() instanceof Aside.Reasoned reasoned) {
        notes.add(Reasons.words(notebook.task(), reasoned));
      } else if (entry.event() instanceof TaskEvent.ReplyRefused no
          && no.purpose() == Purpose.PLAN) {
        refused = no.reason();
      } else if (entry.event() instanceof TaskEvent.PlanMade) {
        refused = "";
      }
    }
    if (!refused.isEmpty()) {
      notes.add("Your last answer could not be used: " + refused);
    }
    return String.join("\n\n", notes);
  }

  private static Plan read(TaskEvent.ModelReplied reply) throws Tool.WrongCall {
    if (Calls.cutOff(reply)) {
      throw new Tool.WrongCall("it was cut off at the output limit; plan with fewer words.");
    }
    if (reply.text().isBlank()) {
      throw new Tool.WrongCall(
          reply.ending().equals(Reply.Ending.BLOCKED.name())
              ? "the provider's content filter stopped it."
              : "it was empty.");
    }
    JsonNode node;
    try {
      node = JSON.readTree(reply.text());
    } catch (JsonProcessingException e) {
      throw new Tool.WrongCall("it was not JSON.");
    }
    if (node == null || !node.isObject() || node.path("summary").asText().isBlank()) {
      throw new Tool.WrongCall("it was not a JSON object with a summary.");
    }
    List<Plan.Step> steps = new ArrayList<>();
    for (JsonNode step : node.path("steps")) {
      steps.add(new Plan.Step(step.path("title").asText(), texts(step.path("files"))));
    }
    if (steps.isEmpty() || steps.size() > STEPS) {
      throw new Tool.WrongCall("it needs 1 to " + STEPS + " steps.");
    }
    double confidence = node.path("confidence").asDouble(-1);
    if (confidence < 0 || confidence > 1) {
      throw new Tool.WrongCall("confidence must be a number from 0 to 1.");
    }
    return new Plan(
        node.path("summary").asText(),
        steps,
        texts(node.path("assumptions")),
        texts(node.path("questions")),
        node.path("risk").asText(""),
        confidence,
        texts(node.path("judgement")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    texts.removeIf(String::isBlank);
    return texts;
  }
}
