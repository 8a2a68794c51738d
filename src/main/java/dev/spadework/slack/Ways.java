package dev.spadework.slack;

import com.slack.api.bolt.App;
import java.util.Map;

/** The ways in beside the command: form, message shortcut, messages, edits and deletions. */
record Ways(Forms forms, Edits edits, Hearing hearing) {

  /** Tells Bolt which of Slack's requests these take. */
  void register(App app) {
    app.messageShortcut(
        Forms.SHORTCUT,
        (request, context) -> {
          forms.open(request.getPayload());
          return context.ack();
        });
    app.blockAction(
        HomeFace.GIVE,
        (request, context) -> {
          forms.open(request.getPayload().getUser().getId(), request.getPayload().getTriggerId());
          return context.ack();
        });
    app.viewSubmission(
        Form.CALLBACK,
        (request, context) -> {
          Map<String, String> errors = forms.submitted(request.getPayload());
          return errors.isEmpty() ? context.ack() : context.ackWithErrors(errors);
        });
    app.blockAction(
        EditAsking.START_OVER,
        (request, context) -> {
          edits.settle(BoltApp.press(request.getPayload()), true);
          return context.ack();
        });
    app.blockAction(
        EditAsking.GO_ON,
        (request, context) -> {
          edits.settle(BoltApp.press(request.getPayload()), false);
          return context.ack();
        });
    hearing.register(app);
  }
}
