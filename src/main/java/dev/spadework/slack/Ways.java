package dev.spadework.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.app_backend.events.payload.Authorization;
import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.Context;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageDeletedEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways in beside the command: form, message shortcut, replies, edits and deletions. */
record Ways(Forms forms, Replies replies, Edits edits) {

  /** Under this name the request's body is at hand: the library drops parts of some events. */
  static final String BODY = "body";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOMBSTONE = "tombstone";

  private interface Taken {
    void in() throws Away;
  }

  /** Tells Bolt which of Slack's requests these take. */
  void register(App app) {
    app.messageShortcut(
        Forms.SHORTCUT,
        (request, context) -> {
          forms.open(request.getPayload());
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
    app.event(MessageEvent.class, (payload, context) -> heard(payload));
    app.event(MessageFileShareEvent.class, (payload, context) -> heardWithFile(payload));
    app.event(MessageChangedEvent.class, (payload, context) -> changed(payload, context));
    app.event(MessageDeletedEvent.class, (payload, context) -> deleted(payload));
  }

  private Response heard(EventsApiPayload<MessageEvent> payload) {
    MessageEvent event = payload.getEvent();
    return event.getBotId() != null
        ? Response.ok()
        : reply(
            event.getUser(),
            event.getChannel(),
            event.getThreadTs(),
            event.getTs(),
            event.getText(),
            bot(payload));
  }

  private Response heardWithFile(EventsApiPayload<MessageFileShareEvent> payload) {
    MessageFileShareEvent event = payload.getEvent();
    return reply(
        event.getUser(),
        event.getChannel(),
        event.getThreadTs(),
        event.getTs(),
        event.getText(),
        bot(payload));
  }

  private Response reply(
      @Nullable String user,
      String channel,
      @Nullable String thread,
      String ts,
      @Nullable String text,
      Optional<String> bot) {
    if (user == null || thread == null || text == null || bot.filter(user::equals).isPresent()) {
      return Response.ok();
    }
    return taken(() -> replies.take(new Replies.Said(user, channel, thread, ts, text, bot)));
  }

  private Response changed(EventsApiPayload<MessageChangedEvent> payload, Context context) {
    MessageChangedEvent event = payload.getEvent();
    MessageChangedEvent.Message message = event.getMessage();
    if (message != null && TOMBSTONE.equals(message.getSubtype())) {
      // A message with answers is not deleted but overwritten.
      JsonNode before = previous(context);
      return gone(
          before.path("user").asText(""),
          event.getChannel(),
          message.getTs(),
          before.path("text").asText(""),
          bot(payload));
    }
    // Slack tells by the same event that it has drawn a link or that a reply was counted.
    if (message == null
        || message.getUser() == null
        || message.getBotId() != null
        || message.getEdited() == null) {
      return Response.ok();
    }
    Replies.Said said =
        new Replies.Said(
            message.getUser(),
            event.getChannel(),
            Objects.toString(message.getThreadTs(), message.getTs()),
            message.getTs(),
            Objects.toString(message.getText(), ""),
            bot(payload));
    return taken(() -> edits.changed(said, message.getEdited().getTs()));
  }

  private Response deleted(EventsApiPayload<MessageDeletedEvent> payload) {
    MessageDeletedEvent event = payload.getEvent();
    MessageDeletedEvent.Message before = event.getPreviousMessage();
    if (before == null || before.getUser() == null || before.getBotId() != null) {
      return Response.ok();
    }
    return gone(
        before.getUser(),
        event.getChannel(),
        event.getDeletedTs(),
        Objects.toString(before.getText(), ""),
        bot(payload));
  }

  private Response gone(String user, String channel, String ts, String text, Optional<String> bot) {
    return user.isEmpty() || bot.filter(user::equals).isPresent()
        ? Response.ok()
        : taken(() -> edits.deleted(new Replies.Said(user, channel, ts, ts, text, bot)));
  }

  private static JsonNode previous(Context context) {
    try {
      return JSON.readTree(context.getAdditionalValues().getOrDefault(BODY, "{}").toString())
          .path("event")
          .path("previous_message");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Bolt has read this body before", e);
    }
  }

  private static Optional<String> bot(EventsApiPayload<?> payload) {
    List<Authorization> authorizations = payload.getAuthorizations();
    return authorizations == null
        ? Optional.empty()
        : authorizations.stream()
            .map(Authorization::getUserId)
            .filter(Objects::nonNull)
            .findFirst();
  }

  private static Response taken(Taken taken) {
    try {
      taken.in();
      return Response.ok();
    } catch (Away e) {
      throw new Later(e);
    }
  }
}
