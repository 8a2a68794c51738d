package dev.spadework.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.model.Message;
import com.slack.api.util.http.SlackHttpClient;
import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;

/** Slack's Web API, as far as we use it. Every text is redacted here once more on its way out. */
final class Web implements AutoCloseable {
  private static final int PAGE = 200;
  private static final int PAGES = 10;

  private final Slack slack;
  private final MethodsClient methods;
  private final Redactor redactor;
  final Door door;
  private final Uploads uploads;

  /** A client whose calls take at most so long. */
  Web(SlackSettings settings, Redactor redactor, Door door, Duration atMost) {
    this(settings.apiUrl(), settings.botToken(), redactor, door, atMost);
  }

  Web(String apiUrl, String botToken, Redactor redactor, Door door, Duration atMost) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(apiUrl);
    config.setHttpClientCallTimeoutMillis((int) atMost.toMillis());
    // The statistics ask auth.test behind our back.
    config.setStatsEnabled(false);
    config.setHttpClientResponseHandlers(new ArrayList<>());
    // A post that was cut off may have arrived: whether to repeat it is ours to decide.
    OkHttpClient http =
        SlackHttpClient.buildOkHttpClient(config)
            .newBuilder()
            .retryOnConnectionFailure(false)
            .build();
    this.slack = Slack.getInstance(config, new SlackHttpClient(http));
    this.methods = slack.methods(botToken);
    this.redactor = redactor;
    this.door = door;
    this.uploads = new Uploads(methods, http, door, redactor);
  }

  /** Where a message stands. */
  record Place(String channel, String ts) {}

  /**
   * Posts a message that carries whose it is.
   *
   * @param kept how many posts are left over for what is more urgent
   */
  Place post(
      String channel, Optional<String> thread, String task, String message, Face face, int kept)
      throws Refused, Away {
    String metadata = Marks.of(task, message).toString();
    var posted =
        door.call(
            "chat.postMessage",
            channel,
            kept,
            () ->
                methods.chatPostMessage(
                    r ->
                        r.channel(channel)
                            .threadTs(thread.orElse(null))
                            .text(clean(face.text()))
                            .blocksAsString(clean(face.blocks()).toString())
                            .metadataAsString(metadata)
                            .unfurlLinks(false)
                            .unfurlMedia(false)));
    return new Place(posted.getChannel(), posted.getTs());
  }

  void update(Place place, Face face, int kept) throws Refused, Away {
    door.call(
        "chat.update",
        place.channel(),
        kept,
        () ->
            methods.chatUpdate(
                r ->
                    r.channel(place.channel())
                        .ts(place.ts())
                        .text(clean(face.text()))
                        .blocksAsString(clean(face.blocks()).toString())));
  }

  /** Files in threads. */
  Uploads uploads() {
    return uploads;
  }

  /** The line below a thread; Slack takes it away after two minutes. */
  void status(String channel, String thread, String text) throws Refused, Away {
    door.call(
        "assistant.threads.setStatus",
        channel,
        Step.Urgency.ASIDE.kept(),
        () ->
            methods.assistantThreadsSetStatus(
                r -> r.channelId(channel).threadTs(thread).status(clean(text))));
  }

  /** Says something that only this person sees; a face may have no blocks. */
  void whisper(String user, String channel, Optional<String> thread, Face face)
      throws Refused, Away {
    String blocks = face.blocks().isEmpty() ? null : clean(face.blocks()).toString();
    door.call(
        "chat.postEphemeral",
        () ->
            methods.chatPostEphemeral(
                r ->
                    r.user(user)
                        .channel(channel)
                        .threadTs(thread.orElse(null))
                        .text(clean(face.text()))
                        .blocksAsString(blocks)));
  }

  /** Our message with this name, if Slack has it. */
  Optional<Place> find(
      String channel, Optional<String> thread, String task, String message, Instant since)
      throws Refused, Away {
    return first(channel, thread, since, found -> Marks.are(found, task, message));
  }

  /** Our message with the file of this title, if the thread has it. */
  Optional<Place> findFile(String channel, String thread, String title) throws Refused, Away {
    return first(channel, Optional.of(thread), Instant.EPOCH, found -> shows(found, title));
  }

  private static boolean shows(Message found, String title) {
    return found.getFiles() != null
        && found.getFiles().stream().anyMatch(file -> title.equals(file.getTitle()));
  }

  private Optional<Place> first(
      String channel, Optional<String> thread, Instant since, Predicate<Message> fits)
      throws Refused, Away {
    String cursor = "";
    for (int page = 0; page < PAGES; page++) {
      List<Message> messages = new ArrayList<>();
      cursor = page(channel, thread, since, cursor, messages);
      for (Message found : messages) {
        if (fits.test(found)) {
          return Optional.of(new Place(channel, found.getTs()));
        }
      }
      if (cursor.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private String page(
      String channel, Optional<String> thread, Instant since, String cursor, List<Message> into)
      throws Refused, Away {
    String oldest = since.getEpochSecond() + ".000000";
    String from = cursor.isEmpty() ? null : cursor;
    if (thread.isPresent()) {
      var replies =
          door.call(
              "conversations.replies",
              () ->
                  methods.conversationsReplies(
                      r ->
                          r.channel(channel)
                              .ts(thread.get())
                              .includeAllMetadata(true)
                              .cursor(from)
                              .limit(PAGE)));
      into.addAll(replies.getMessages());
      return next(replies.getResponseMetadata());
    }
    var history =
        door.call(
            "conversations.history",
            () ->
                methods.conversationsHistory(
                    r ->
                        r.channel(channel)
                            .oldest(oldest)
                            .includeAllMetadata(true)
                            .cursor(from)
                            .limit(PAGE)));
    into.addAll(history.getMessages());
    return next(history.getResponseMetadata());
  }

  /** Whether the bot can post there, joining if it may. */
  boolean canPost(String channel) throws Away {
    try {
      var info =
          door.call("conversations.info", () -> methods.conversationsInfo(r -> r.channel(channel)));
      if (info.getChannel().isMember() || info.getChannel().isIm()) {
        return true;
      }
      join(channel);
      return true;
    } catch (Refused e) {
      // A missing right to ask is no proof that posting fails.
      return e.code().equals("missing_scope");
    }
  }

  void join(String channel) throws Refused, Away {
    door.call("conversations.join", () -> methods.conversationsJoin(r -> r.channel(channel)));
  }

  /** Something asked of Slack. */
  interface Question<T> {
    T of(MethodsClient methods) throws IOException, SlackApiException;
  }

  /** Any question, with the same care for what can go wrong. */
  <T extends SlackApiTextResponse> T ask(String method, Question<T> question) throws Refused, Away {
    return door.call(method, () -> question.of(methods));
  }

  void open(String trigger, ObjectNode view) throws Refused, Away {
    door.call(
        "views.open",
        () -> methods.viewsOpen(r -> r.triggerId(trigger).viewAsString(clean(view).toString())));
  }

  /**
   * A fresh address for one connection of Socket Mode. It carries a ticket: never log it.
   *
   * @param appToken the app's own, {@code xapp-}
   */
  String socketAddress(String appToken) throws Refused, Away {
    return java.util.Objects.toString(
        door.call(
                "apps.connections.open", () -> methods.appsConnectionsOpen(r -> r.token(appToken)))
            .getUrl(),
        "");
  }

  /** The same where the limits are kept for each channel. */
  <T extends SlackApiTextResponse> T ask(String method, String channel, Question<T> question)
      throws Refused, Away {
    return door.call(method, channel, Door.AT_ONCE, () -> question.of(methods));
  }

  /** As JSON, without secrets. */
  String cleaned(JsonNode node) {
    return clean(node).toString();
  }

  /** Where the next page begins; empty: there is none. */
  static String next(
      com.slack.api.model.@org.jspecify.annotations.Nullable ResponseMetadata metadata) {
    return metadata == null ? "" : java.util.Objects.toString(metadata.getNextCursor(), "");
  }

  /** Without secrets. */
  String clean(String text) {
    return redactor.clean(text);
  }

  private JsonNode clean(JsonNode node) {
    return Blocks.mapTexts(node, redactor::clean);
  }

  @Override
  public void close() {
    try {
      slack.close();
    } catch (Exception e) {
      throw new IllegalStateException("the Slack client did not close", e);
    }
  }
}
