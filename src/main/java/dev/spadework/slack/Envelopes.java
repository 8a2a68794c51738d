package dev.spadework.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.socket_mode.request.SocketModeRequest;
import com.slack.api.bolt.socket_mode.request.SocketModeRequestParser;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what came over a socket through the same Bolt app that serves HTTP, and acknowledges what it
 * has taken. What fails is not acknowledged, and Slack sends it again; what it is is keyed in the
 * journal, so twice is once.
 *
 * <p>Bolt translates the envelopes ({@link SocketModeRequestParser}). The rest of its {@code
 * SocketModeApp} is not used: it cannot run without the client that reconnects by itself.
 */
final class Envelopes {
  private static final Logger LOG = LoggerFactory.getLogger(Envelopes.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_A_TIME = 16;

  /** More than can be served within Slack's three seconds is left to its next delivery. */
  private static final int IN_LINE = 256;

  private final App app;
  private final SocketModeRequestParser parser;
  private final ThreadPoolExecutor pool;
  private final AtomicInteger named = new AtomicInteger();

  Envelopes(App app) {
    this.app = app;
    this.parser = new SocketModeRequestParser(app.config());
    this.pool =
        new ThreadPoolExecutor(
            AT_A_TIME,
            AT_A_TIME,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(IN_LINE),
            work -> {
              Thread thread = new Thread(work, "slack-envelope-" + named.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * Takes one in; returns at once.
   *
   * @param message the text, read
   * @param reply sends the acknowledgement; false if it could not
   */
  void take(JsonNode message, String text, Predicate<String> reply) {
    try {
      pool.execute(() -> handle(message, text, reply));
    } catch (RejectedExecutionException e) {
      LOG.atWarn().addKeyValue("closing", pool.isShutdown()).log("envelope_left_to_slack");
    }
  }

  private void handle(JsonNode message, String text, Predicate<String> reply) {
    try {
      SocketModeRequest request = parser.parse(text);
      if (request == null) {
        LOG.atDebug().addKeyValue("type", message.path("type").asText()).log("envelope_ignored");
        return;
      }
      Response response = app.run(request.getBoltRequest());
      if (response.getStatusCode() == 200) {
        reply.test(acknowledgement(message, response));
      } else {
        LOG.atWarn()
            .addKeyValue("type", message.path("type").asText())
            .addKeyValue("status", response.getStatusCode())
            .log("envelope_not_acknowledged");
      }
    } catch (InterruptedException e) {
      // The pool is closing; its thread ends with this, and Slack asks again.
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.atError()
          .addKeyValue("type", message.path("type").asText())
          .setCause(e)
          .log("envelope_failed");
    }
  }

  /** Slack's form: the envelope's id, and where it may, what the handler answered. */
  static String acknowledgement(JsonNode message, Response response) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("envelope_id", message.path("envelope_id").asText());
    String body = response.getBody();
    boolean said = body != null && !body.isBlank();
    if (said && message.path("accepts_response_payload").asBoolean(true)) {
      answer.set("payload", payload(body));
    }
    return answer.toString();
  }

  private static JsonNode payload(String body) {
    try {
      JsonNode read = JSON.readTree(body);
      if (read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException e) {
      // Then it is words.
      LOG.atDebug().log("acknowledgement_is_text");
    }
    return JSON.createObjectNode().put("text", body);
  }

  /** Takes nothing more in and lets what is under way finish; what is not done then is cut off. */
  void close(Duration atMost) {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().addKeyValue("running", pool.getActiveCount()).log("envelopes_cut_off");
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
