package dev.spadework.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.spadework.redact.Redactor;
import dev.spadework.store.Row;
import dev.spadework.task.Aside;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Entry;
import dev.spadework.task.LogEvent;
import dev.spadework.task.ProofEvent;
import dev.spadework.task.TalkEvent;
import dev.spadework.task.TaskEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Events as they are stored: a short name and JSON. The names are written down here, so that
 * renaming a class cannot orphan old rows.
 */
final class Codec {
  private static final Map<String, Class<? extends TaskEvent>> TYPES =
      Map.ofEntries(
          Map.entry("asked", TaskEvent.Asked.class),
          Map.entry("posted", TaskEvent.Posted.class),
          Map.entry("claimed", TaskEvent.Claimed.class),
          Map.entry("base-pinned", TaskEvent.BasePinned.class),
          Map.entry("sandbox-ready", TaskEvent.SandboxReady.class),
          Map.entry("briefed", TaskEvent.Briefed.class),
          Map.entry("tests-started", TaskEvent.TestsStarted.class),
          Map.entry("tests-ran", TaskEvent.TestsRan.class),
          Map.entry("model-asked", TaskEvent.ModelAsked.class),
          Map.entry("model-replied", TaskEvent.ModelReplied.class),
          Map.entry("reply-refused", TaskEvent.ReplyRefused.class),
          Map.entry("plan-made", TaskEvent.PlanMade.class),
          Map.entry("tool-started", TaskEvent.ToolStarted.class),
          Map.entry("tool-returned", TaskEvent.ToolReturned.class),
          Map.entry("checkpointed", TaskEvent.Checkpointed.class),
          Map.entry("step-done", TaskEvent.StepDone.class),
          Map.entry("said", TaskEvent.Said.class),
          Map.entry("gate-opened", TaskEvent.GateOpened.class),
          Map.entry("decided", TaskEvent.Decided.class),
          Map.entry("plan-change-asked", TaskEvent.PlanChangeAsked.class),
          Map.entry("finished", DeliveryEvent.Finished.class),
          Map.entry("summarised", DeliveryEvent.Summarised.class),
          Map.entry("committed", DeliveryEvent.Committed.class),
          Map.entry("pushed", DeliveryEvent.Pushed.class),
          Map.entry("pull-request-opened", DeliveryEvent.PullRequestOpened.class),
          Map.entry("stalled", TaskEvent.Stalled.class),
          Map.entry("gave-up", TaskEvent.GaveUp.class),
          Map.entry("cancelled", TaskEvent.Cancelled.class),
          Map.entry("pull-request-seen", DeliveryEvent.PullRequestSeen.class),
          Map.entry("folded", TalkEvent.Folded.class),
          Map.entry("reasoned", Aside.Reasoned.class),
          Map.entry("reminded", Aside.Reminded.class),
          Map.entry("parked", Aside.Parked.class),
          Map.entry("request-edited", Aside.RequestEdited.class),
          Map.entry("edit-settled", Aside.EditSettled.class),
          Map.entry("gathered", Aside.Gathered.class),
          Map.entry("withheld", Aside.Withheld.class),
          Map.entry("proof-started", ProofEvent.ProofStarted.class),
          Map.entry("proved", ProofEvent.Proved.class),
          Map.entry("kind-chosen", ProofEvent.KindChosen.class),
          Map.entry("fell-back", Aside.FellBack.class),
          Map.entry("lessons-recalled", Aside.Recalled.class),
          Map.entry("lesson-proposed", Aside.LessonProposed.class),
          Map.entry("lesson-settled", Aside.LessonSettled.class),
          Map.entry("plan-sized", Aside.PlanSized.class),
          Map.entry("part-started", Aside.PartStarted.class),
          Map.entry("parts-ordered", Aside.PartsOrdered.class),
          Map.entry("part-opened", Aside.PartOpened.class),
          Map.entry("logs-read", LogEvent.LogsRead.class),
          Map.entry("logs-reported", LogEvent.LogsReported.class),
          Map.entry("proposal-started", LogEvent.ProposalStarted.class),
          Map.entry("proposal-opened", LogEvent.ProposalOpened.class),
          Map.entry("proposal-dismissed", LogEvent.ProposalDismissed.class));

  static final String MODEL_REPLIED = "model-replied";

  private static final Map<Class<? extends TaskEvent>, String> NAMES = names();

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          // A field that a later release dropped must not make an old record unreadable.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Redactor redactor;

  Codec(Redactor redactor) {
    this.redactor = redactor;
  }

  String type(TaskEvent event) {
    return NAMES.get(event.getClass());
  }

  /** The event as JSON, without the secret values of this process. */
  String body(TaskEvent event) {
    UnaryOperator<String> clean =
        event instanceof TaskEvent.ModelReplied ? redactor::exact : redactor::clean;
    return redacted(JSON.valueToTree(event), clean).toString();
  }

  /** A row of the record. */
  Entry entry(Row row) {
    return new Entry(
        row.text("task_id"),
        (int) row.number("version"),
        Instant.ofEpochMilli(row.number("at")),
        event(row.text("type"), row.text("body")));
  }

  TaskEvent event(String type, String body) {
    Class<? extends TaskEvent> shape = TYPES.get(type);
    if (shape == null) {
      throw new IllegalStateException("the record has an event of unknown type " + type);
    }
    try {
      return JSON.readValue(body, shape);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "an event of type " + type + " cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  private static JsonNode redacted(JsonNode node, UnaryOperator<String> clean) {
    if (node instanceof TextNode text) {
      return TextNode.valueOf(clean.apply(text.textValue()));
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, redacted(array.get(i), clean));
      }
    } else if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(redacted(field.getValue(), clean)));
    }
    return node;
  }

  private static Map<Class<? extends TaskEvent>, String> names() {
    Map<Class<? extends TaskEvent>, String> names = new HashMap<>();
    TYPES.forEach((name, shape) -> names.put(shape, name));
    return Map.copyOf(names);
  }
}
