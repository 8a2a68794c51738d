package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.ViewState;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verbs as buttons, which carry the task's id, and the choice of a repository. */
final class VerbButtons {
  private static final Logger LOG = LoggerFactory.getLogger(VerbButtons.class);
  private static final String CALLBACK = "retry_hint";
  private static final String BLOCK = "hint";
  private static final String INPUT = "hint_input";
  private static final int LONGEST = 3_000;
  private static final int TITLE = 24;

  private final Commands commands;
  private final Whispers whispers;
  private final Web web;

  VerbButtons(Commands commands, Whispers whispers, Web web) {
    this.commands = commands;
    this.whispers = whispers;
    this.web = web;
  }

  void register(App app) {
    app.blockAction(
        Result.WHY_ACTION,
        (request, context) -> {
          Buttons.Press press = BoltApp.press(request.getPayload());
          tell(press, commands.why(press.value(), false));
          return context.ack();
        });
    app.blockAction(
        Result.RETRY_ACTION,
        (request, context) -> {
          Buttons.Press press = BoltApp.press(request.getPayload());
          tell(press, commands.retry(press.user(), press.value(), ""));
          return context.ack();
        });
    app.blockAction(
        Result.HINT_ACTION,
        (request, context) -> {
          Buttons.Press press = BoltApp.press(request.getPayload());
          whispers.run(() -> ask(press));
          return context.ack();
        });
    app.viewSubmission(CALLBACK, (request, context) -> hinted(request.getPayload(), context));
    app.blockAction(Picker.ACTION, (request, context) -> picked(request.getPayload(), context));
  }

  private void tell(Buttons.Press press, String line) {
    whispers.tell(press.user(), press.channel(), press.thread(), line);
  }

  private void ask(Buttons.Press press) {
    try {
      web.open(press.trigger(), dialog(press));
    } catch (Refused | Away e) {
      tell(press, say("verb.retry.dialog.failed"));
    }
  }

  private static ObjectNode dialog(Buttons.Press press) {
    ObjectNode view = Blocks.object().put("type", "modal").put("callback_id", CALLBACK);
    view.put(
        "private_metadata",
        press.channel() + " " + press.thread().orElse("-") + " " + press.value());
    view.set("title", Blocks.plain(say("verb.retry.dialog"), TITLE));
    view.set("submit", Blocks.plain(say("dialog.submit"), TITLE));
    view.set("close", Blocks.plain(say("dialog.close"), TITLE));
    ObjectNode input = view.putArray("blocks").addObject().put("type", "input");
    input.put("block_id", BLOCK);
    input.set("label", Blocks.plain(say("dialog.label.retrywithhint"), 150));
    input.set(
        "element",
        Blocks.object()
            .put("type", "plain_text_input")
            .put("action_id", INPUT)
            .put("multiline", true)
            .put("max_length", LONGEST));
    return view;
  }

  private Response hinted(ViewSubmissionPayload payload, ViewSubmissionContext context) {
    Map<String, Map<String, ViewState.Value>> values = payload.getView().getState().getValues();
    ViewState.Value value = values.getOrDefault(BLOCK, Map.of()).get(INPUT);
    String hint = value == null || value.getValue() == null ? "" : value.getValue().strip();
    if (hint.isEmpty()) {
      return context.ackWithErrors(Map.of(BLOCK, say("dialog.empty")));
    }
    String[] origin = payload.getView().getPrivateMetadata().split(" ", 3);
    if (origin.length == 3) {
      String user = payload.getUser().getId();
      Optional<String> thread = Optional.of(origin[1]).filter(ts -> !ts.equals("-"));
      whispers.tell(user, origin[0], thread, commands.retry(user, origin[2], hint));
    }
    return context.ack();
  }

  private Response picked(BlockActionPayload payload, ActionContext context) {
    Buttons.Press press = BoltApp.press(payload);
    var action = payload.getActions().get(0);
    String chosen = action.getSelectedOption() == null ? "" : action.getSelectedOption().getValue();
    String line = commands.chosen(press.user(), Picker.key(action.getBlockId()), chosen);
    whispers.run(() -> replace(press, context, line));
    return context.ack();
  }

  /** The question gives way to its answer; where that fails the answer comes beside it. */
  private void replace(Buttons.Press press, ActionContext context, String line) {
    try {
      if (context.respond(r -> r.replaceOriginal(true).text(line)).getCode() == 200) {
        return;
      }
    } catch (IOException | RuntimeException e) {
      LOG.atInfo().addKeyValue("reason", e.getClass().getSimpleName()).log("question_not_replaced");
    }
    tell(press, line);
  }
}
