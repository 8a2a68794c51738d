package dev.spadework;

import dev.spadework.journal.Journal;
import dev.spadework.slack.SocketHealth;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What machines ask: is it up, does it take requests in, how much is there to do. */
final class Probes extends HttpServlet {
  static final String HEALTH = "/healthz";
  static final String READY = "/readyz";
  static final String METRICS = "/metrics";

  private static final long serialVersionUID = 1;
  private static final Logger log = LoggerFactory.getLogger(Probes.class);

  private final transient Journal journal;
  private final transient Clock clock;
  private final ZoneId zone;
  private final transient BooleanSupplier open;
  private final transient Supplier<Optional<SocketHealth>> socket;

  /**
   * @param zone in which a day begins
   * @param open whether requests are taken in
   * @param socket how Socket Mode stands, where it is used
   */
  Probes(
      Journal journal,
      Clock clock,
      ZoneId zone,
      BooleanSupplier open,
      Supplier<Optional<SocketHealth>> socket) {
    this.journal = journal;
    this.clock = clock;
    this.zone = zone;
    this.open = open;
    this.socket = socket;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getServletPath()) {
      case HEALTH -> answer(response, 200, "ok\n");
      case READY -> ready(response);
      default -> metrics(response);
    }
  }

  private void ready(HttpServletResponse response) throws IOException {
    if (!open.getAsBoolean()) {
      answer(response, 503, "not open for requests\n");
    } else if (!reads()) {
      answer(response, 503, "the database does not answer\n");
    } else if (refusal().isPresent()) {
      answer(response, 503, "Slack refuses SLACK_APP_TOKEN: " + refusal().get() + "\n");
    } else {
      answer(response, 200, "ready\n");
    }
  }

  /** Slack that is away comes back; a token that is refused needs a person. */
  private Optional<String> refusal() {
    return socket.get().flatMap(SocketHealth::refusal).map(Probes::code);
  }

  /** Slack's own word for it; whatever else an answer holds is not for those who ask here. */
  private static String code(String refusal) {
    return refusal.matches("[a-z_]{1,60}") ? refusal : "it does not say why";
  }

  private boolean reads() {
    try {
      journal.queue().places();
      return true;
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("database_does_not_answer");
      return false;
    }
  }

  private void metrics(HttpServletResponse response) throws IOException {
    Map<Phase, Integer> phases = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      if (!phase.ended()) {
        phases.put(phase, 0);
      }
    }
    journal.tasks().alive().stream()
        .map(Task::phase)
        .forEach(p -> phases.merge(p, 1, Integer::sum));
    StringBuilder text = new StringBuilder();
    describe(text, "spadework_tasks", "Tasks that have not ended, by phase.");
    phases.forEach(
        (phase, count) ->
            text.append("spadework_tasks{phase=\"")
                .append(phase.name().toLowerCase(Locale.ROOT))
                .append("\"} ")
                .append(count)
                .append('\n'));
    long waiting = journal.queue().places().stream().filter(place -> !place.held()).count();
    describe(text, "spadework_queue_length", "Tasks that wait for a worker.");
    text.append("spadework_queue_length ").append(waiting).append('\n');
    Instant midnight = clock.instant().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    describe(text, "spadework_spend_today_usd", "Money spent on models since midnight.");
    text.append("spadework_spend_today_usd ")
        .append(journal.tasks().spentSince(midnight) / 1e6)
        .append('\n');
    socket.get().ifPresent(health -> socket(text, health));
    response.setContentType("text/plain; version=0.0.4; charset=utf-8");
    response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void socket(StringBuilder text, SocketHealth health) {
    describe(text, "spadework_socket_connected", "Whether Socket Mode is connected, 0 or 1.");
    text.append("spadework_socket_connected ").append(health.connected() ? 1 : 0).append('\n');
    describe(text, "spadework_socket_silence_seconds", "Since Slack's last sign of life there.");
    text.append("spadework_socket_silence_seconds ")
        .append(health.silence().toMillis() / 1e3)
        .append('\n');
    describe(text, "spadework_socket_reconnects", "How often it was connected anew.");
    text.append("spadework_socket_reconnects ").append(health.reconnects()).append('\n');
  }

  private static void describe(StringBuilder text, String name, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
  }

  private static void answer(HttpServletResponse response, int status, String text)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain; charset=utf-8");
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
