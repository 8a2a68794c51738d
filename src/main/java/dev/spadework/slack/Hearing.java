package dev.spadework.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.Context;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.File;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageDeletedEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the messages that Slack tells of: what calls us, what answers in a thread, what was edited
 * or taken back.
 */
record Hearing(Mentions mentions, Replies replies, Edits edits, Self self) {

  /** Under this name the request's body is at hand: the library drops parts of some events. */
  static final String BODY = "body";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOMBSTONE = "tombstone";

  private interface Taken {
    void in() throws Away;
  }

  /** A message as it was written, whichever event tells of it. */
  private record Written(
      @Nullable String user,
      String channel,
      @Nullable String thread,
      String ts,
      @Nullable String text,
      @Nullable List<File> files) {
    Mentions.Heard heard(boolean direct, Optional<String> us) {
      return new Mentions.Heard(
          Objects.requireNonNull(user),
          channel,
          Optional.ofNullable(thread),
          ts,
          Objects.toString(text, ""),
          direct,
          us,
          Enclosure.of(files, thread != null));
    }
  }

  /** Tells Bolt which events these are. */
  void register(App app) {
    app.event(AppMentionEvent.class, (payload, context) -> mentioned(payload));
    app.event(MessageEvent.class, (payload, context) -> written(payload));
    app.event(MessageFileShareEvent.class, (payload, context) -> writtenWithFile(payload));
    app.event(MessageChangedEvent.class, (payload, context) -> changed(payload, context));
    app.event(MessageDeletedEvent.class, (payload, context) -> deleted(payload));
  }

  private Response mentioned(EventsApiPayload<AppMentionEvent> payload) {
    AppMentionEvent event = payload.getEvent();
    // A direct message is told of as such.
    boolean told = event.getChannel().startsWith("D");
    if (told || event.getBotId() != null || event.getUser() == null) {
      return Response.ok();
    }
    Written written =
        new Written(
            event.getUser(),
            event.getChannel(),
            event.getThreadTs(),
            event.getTs(),
            event.getText(),
            event.getFiles());
    return taken(() -> mentions.take(written.heard(false, us(payload))));
  }

  private Response written(EventsApiPayload<MessageEvent> payload) {
    MessageEvent event = payload.getEvent();
    if (event.getBotId() != null) {
      return Response.ok();
    }
    Written written =
        new Written(
            event.getUser(),
            event.getChannel(),
            event.getThreadTs(),
            event.getTs(),
            event.getText(),
            event.getFiles());
    return heard(written, event.getChannelType(), us(payload));
  }

  private Response writtenWithFile(EventsApiPayload<MessageFileShareEvent> payload) {
    MessageFileShareEvent event = payload.getEvent();
    Written written =
        new Written(
            event.getUser(),
            event.getChannel(),
            event.getThreadTs(),
            event.getTs(),
            event.getText(),
            event.getFiles());
    return heard(written, event.getChannelType(), us(payload));
  }

  private Response heard(Written written, @Nullable String channelType, Optional<String> us) {
    String user = written.user;
    String text = written.text;
    String thread = written.thread;
    if (user == null || text == null || us.filter(user::equals).isPresent()) {
      return Response.ok();
    }
    if ("im".equals(channelType)) {
      return taken(() -> mentions.take(written.heard(true, us)));
    }
    // A message with our name in it is told of twice, and taken in as a mention.
    return thread == null || Addressed.names(text, us)
        ? Response.ok()
        : taken(
            () ->
                replies.take(
                    new Replies.Said(user, written.channel, thread, written.ts, text, us)));
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
          us(payload));
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
            us(payload));
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
        us(payload));
  }

  private Response gone(String user, String channel, String ts, String text, Optional<String> us) {
    return user.isEmpty() || us.filter(user::equals).isPresent()
        ? Response.ok()
        : taken(() -> edits.deleted(new Replies.Said(user, channel, ts, ts, text, us)));
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

  private Optional<String> us(EventsApiPayload<?> payload) {
    return self.of(payload.getAuthorizations());
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
