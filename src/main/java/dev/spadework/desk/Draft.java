package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A message before it has its place and its {@code ts}; see {@link Message} for the parts. */
record Draft(
    String channel,
    Optional<String> threadTs,
    String user,
    String text,
    JsonNode blocks,
    Optional<JsonNode> metadata,
    Optional<String> privateTo,
    List<SlackFile> files) {

  /** Words alone. */
  static Draft of(String channel, Optional<String> threadTs, String user, String text) {
    return new Draft(
        channel, threadTs, user, text, Json.array(), Optional.empty(), Optional.empty(), List.of());
  }

  Draft blocks(JsonNode more) {
    return new Draft(channel, threadTs, user, text, more, metadata, privateTo, files);
  }

  Draft metadata(Optional<JsonNode> more) {
    return new Draft(channel, threadTs, user, text, blocks, more, privateTo, files);
  }

  Draft onlyFor(String person) {
    return new Draft(channel, threadTs, user, text, blocks, metadata, Optional.of(person), files);
  }

  Draft files(List<SlackFile> more) {
    return new Draft(channel, threadTs, user, text, blocks, metadata, privateTo, more);
  }

  Message at(String ts, JsonNode named) {
    return new Message(
        channel, ts, threadTs, user, text, named, metadata, privateTo, files, List.of());
  }
}
