package dev.spadework.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.spadework.task.Request;
import java.util.List;
import java.util.Optional;

/**
 * What a form remembers of how it was opened. Slack keeps it and sends it back; it is signed on its
 * way like everything of Slack's.
 *
 * @param channel where the thread will stand; empty: the form asks
 * @param thread in which it will stand; empty: one of its own
 * @param source {@code ts} of the message that it was opened on
 * @param promised names of what has to be fetched; an empty one stands for the conversation
 */
record FormOrigin(
    String channel,
    String channelName,
    Optional<String> thread,
    Optional<String> source,
    List<String> promised) {
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

  static FormOrigin of(String channel, String channelName) {
    return new FormOrigin(channel, channelName, Optional.empty(), Optional.empty(), List.of());
  }

  /** The same in another channel. */
  FormOrigin in(String other) {
    return new FormOrigin(other, "", thread, source, promised);
  }

  /** As a view's {@code private_metadata} has it; Slack takes 3,000 characters. */
  String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts is JSON", e);
    }
  }

  static Optional<FormOrigin> read(String text) {
    try {
      return Optional.of(JSON.readValue(text, FormOrigin.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The same on a request. */
  Request.Builder on(Request.Builder request) {
    source.ifPresent(ts -> request.source(new Request.Source(channel, ts)));
    return request.thread(thread).attachments(Enclosure.awaited(promised));
  }
}
