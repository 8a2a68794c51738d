package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verbs as buttons, which carry the task's id, and the choice of a repository. */
final class VerbButtons {
  private static final Logger LOG = LoggerFactory.getLogger(VerbButtons.class);
  private static final String CALLBACK = "retry_hint";

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
          ObjectNode view =
              Dialog.asking(
                  CALLBACK,
                  Dialog.From.of(press).text(),
                  say("verb.retry.dialog"),
                  say("dialog.label.retrywithhint"));
          whispers.run(
              () -> Dialog.open(web, whispers, press, view, say("verb.retry.dialog.failed")));
          return context.ack();
        });
    lesson(app, Result.KEEP_ACTION, true);
    lesson(app, Result.DROP_ACTION, false);
    app.viewSubmission(CALLBACK, (request, context) -> hinted(request.getPayload(), context));
    app.blockAction(Picker.ACTION, (request, context) -> picked(request.getPayload(), context));
  }

  private void lesson(App app, String action, boolean keep) {
    app.blockAction(
        action,
        (request, context) -> {
          Buttons.Press press = BoltApp.press(request.getPayload());
          Optional.of(press.value())
              .filter(value -> value.matches("l\\d{1,9}"))
              .map(value -> Integer.parseInt(value.substring(1)))
              .ifPresent(id -> tell(press, commands.lesson(press.user(), id, keep)));
          return context.ack();
        });
  }

  private void tell(Buttons.Press press, String line) {
    whispers.tell(press.user(), press.channel(), press.thread(), line);
  }

  private Response hinted(ViewSubmissionPayload payload, ViewSubmissionContext context) {
    String hint = BoltApp.typed(payload).strip();
    if (hint.isEmpty()) {
      return context.ackWithErrors(Map.of(Dialog.BLOCK, say("dialog.empty")));
    }
    String user = payload.getUser().getId();
    Dialog.From.read(payload.getView().getPrivateMetadata())
        .ifPresent(
            from ->
                whispers.tell(
                    user, from.channel(), from.thread(), commands.retry(user, from.value(), hint)));
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
      if (context.respond(r -> r.replaceOriginal(true).text(web.clean(line))).getCode() == 200) {
        return;
      }
    } catch (IOException | RuntimeException e) {
      LOG.atInfo().addKeyValue("reason", e.getClass().getSimpleName()).log("question_not_replaced");
    }
    tell(press, line);
  }
}
