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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Slack's Web API, as far as we use it. Every text is redacted here once more on its way out. */
final class Web implements AutoCloseable {
  /** Names our messages' metadata. */
  static final String EVENT_TYPE = "spadework_message";

  private static final Duration UNSAID_PAUSE = Duration.ofSeconds(5);
  private static final Set<String> PASSING =
      Set.of(
          "fatal_error",
          "internal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org");
  private static final int PAGE = 200;
  private static final int PAGES = 10;

  private final Slack slack;
  private final MethodsClient methods;
  private final Redactor redactor;

  /** A client whose calls take at most so long. */
  Web(SlackSettings settings, Redactor redactor, Duration atMost) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(settings.apiUrl());
    config.setHttpClientCallTimeoutMillis((int) atMost.toMillis());
    // The statistics ask auth.test behind our back.
    config.setStatsEnabled(false);
    config.setHttpClientResponseHandlers(new ArrayList<>());
    // A post that was cut off may have arrived: whether to repeat it is ours to decide.
    SlackHttpClient http =
        new SlackHttpClient(
            SlackHttpClient.buildOkHttpClient(config)
                .newBuilder()
                .retryOnConnectionFailure(false)
                .build());
    this.slack = Slack.getInstance(config, http);
    this.methods = slack.methods(settings.botToken());
    this.redactor = redactor;
  }

  /** Where a message stands. */
  record Place(String channel, String ts) {}

  /** Posts a message that carries whose it is. */
  Place post(String channel, Optional<String> thread, String task, String message, Face face)
      throws Refused, Away {
    String metadata = metadata(task, message).toString();
    var posted =
        call(
            "chat.postMessage",
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

  void update(Place place, Face face) throws Refused, Away {
    call(
        "chat.update",
        () ->
            methods.chatUpdate(
                r ->
                    r.channel(place.channel())
                        .ts(place.ts())
                        .text(clean(face.text()))
                        .blocksAsString(clean(face.blocks()).toString())));
  }

  /** Says something that only this person sees. */
  void whisper(String user, String channel, Optional<String> thread, String text)
      throws Refused, Away {
    call(
        "chat.postEphemeral",
        () ->
            methods.chatPostEphemeral(
                r ->
                    r.user(user).channel(channel).threadTs(thread.orElse(null)).text(clean(text))));
  }

  /** Our message with this name, if Slack has it. */
  Optional<Place> find(
      String channel, Optional<String> thread, String task, String message, Instant since)
      throws Refused, Away {
    String cursor = "";
    for (int page = 0; page < PAGES; page++) {
      List<Message> messages = new ArrayList<>();
      cursor = page(channel, thread, since, cursor, messages);
      for (Message found : messages) {
        if (isOurs(found, task, message)) {
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
          call(
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
        call(
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
          call("conversations.info", () -> methods.conversationsInfo(r -> r.channel(channel)));
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
    call("conversations.join", () -> methods.conversationsJoin(r -> r.channel(channel)));
  }

  /** What the person is called in this workspace. */
  String name(String user) throws Refused, Away {
    var info = call("users.info", () -> methods.usersInfo(r -> r.user(user)));
    var profile = info.getUser().getProfile();
    String shown = profile == null ? "" : java.util.Objects.toString(profile.getDisplayName(), "");
    return shown.isBlank() ? info.getUser().getName() : shown;
  }

  List<String> members(String group) throws Refused, Away {
    return call("usergroups.users.list", () -> methods.usergroupsUsersList(r -> r.usergroup(group)))
        .getUsers();
  }

  void open(String trigger, ObjectNode view) throws Refused, Away {
    call(
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
        call("apps.connections.open", () -> methods.appsConnectionsOpen(r -> r.token(appToken)))
            .getUrl(),
        "");
  }

  private interface Ask<T> {
    T now() throws IOException, SlackApiException;
  }

  private static <T extends SlackApiTextResponse> T call(String method, Ask<T> ask)
      throws Refused, Away {
    T answer;
    try {
      answer = ask.now();
    } catch (SlackApiException e) {
      int status = e.getResponse().code();
      if (status == 429) {
        throw new Away(method + ": 429", false, pause(e.getResponse().header("Retry-After")));
      }
      // A 5xx is no proof that nothing was done.
      throw new Away(method + ": HTTP " + status, true, Duration.ZERO);
    } catch (IOException | RuntimeException e) {
      // The library throws what Gson throws when an answer is cut in the middle.
      throw new Away(method + ": " + e.getClass().getSimpleName(), true, Duration.ZERO);
    }
    if (answer.isOk()) {
      return answer;
    }
    String code = java.util.Objects.toString(answer.getError(), "no reason given");
    if (code.equals("ratelimited")
        || code.equals("rate_limited")
        || code.equals("message_limit_exceeded")) {
      throw new Away(method + ": " + code, false, UNSAID_PAUSE);
    }
    if (PASSING.contains(code)) {
      throw new Away(method + ": " + code, true, Duration.ZERO);
    }
    throw new Refused(method, code);
  }

  private static Duration pause(@org.jspecify.annotations.Nullable String header) {
    return header != null && header.matches("\\d{1,5}")
        ? Duration.ofSeconds(Math.max(Long.parseLong(header), 1))
        : UNSAID_PAUSE;
  }

  private static String next(
      com.slack.api.model.@org.jspecify.annotations.Nullable ResponseMetadata metadata) {
    return metadata == null ? "" : java.util.Objects.toString(metadata.getNextCursor(), "");
  }

  private static boolean isOurs(Message found, String task, String message) {
    Message.Metadata metadata = found.getMetadata();
    if (metadata == null || !EVENT_TYPE.equals(metadata.getEventType())) {
      return false;
    }
    Map<String, Object> payload = metadata.getEventPayload();
    return payload != null
        && task.equals(payload.get("task"))
        && message.equals(payload.get("message"));
  }

  private static ObjectNode metadata(String task, String message) {
    ObjectNode metadata = Blocks.object().put("event_type", EVENT_TYPE);
    metadata.putObject("event_payload").put("task", task).put("message", message);
    return metadata;
  }

  private String clean(String text) {
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
