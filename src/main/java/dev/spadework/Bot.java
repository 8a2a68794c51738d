package dev.spadework;

import dev.spadework.context.Hidden;
import dev.spadework.intake.GitHubRoom;
import dev.spadework.intake.Outcomes;
import dev.spadework.slack.SlackRoom;
import dev.spadework.worker.WorkerName;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole bot: what is asked comes in over HTTP or a socket, is written down, and is worked on.
 */
final class Bot implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Bot.class);

  static final String EVENTS = "/slack/events";
  static final String WEBHOOK = "/github/webhook";

  private final Ground ground;
  private final Http http;
  private final Optional<WorkerName> name;
  private final SlackRoom slack;
  private final Optional<Hands> hands;
  private final Outcomes outcomes;
  private final Optional<GitHubRoom> github;
  private volatile boolean open;

  /** Wires it; nothing runs yet. All parts are closed with it. */
  Bot(Ground ground, Http http, Optional<Hands> hands, Outcomes outcomes) {
    this.ground = ground;
    this.http = http;
    this.hands = hands;
    this.outcomes = outcomes;
    Settings settings = ground.settings();
    this.name = named(settings);
    this.slack =
        new SlackRoom(
            Slices.slack(settings),
            Slices.bulletin(settings, outcomes::ask),
            ground.journal(),
            ground.memory(),
            ground.redactor(),
            ground.clock(),
            name.map(WorkerName::name).orElseGet(() -> "serve-" + UUID.randomUUID()));
    slack
        .intake()
        .ifPresent(
            intake -> {
              http.filter(EVENTS, intake);
              http.servlet(EVENTS, slack.servlet());
            });
    this.github =
        Slices.intake(settings)
            .map(
                intake ->
                    new GitHubRoom(
                        intake,
                        ground.journal(),
                        outcomes,
                        slack::channel,
                        Hidden::strip,
                        ground.clock()));
    github.ifPresent(room -> http.servlet(WEBHOOK, room.servlet()));
    Probes probes =
        new Probes(
            ground.journal(), ground.clock(), settings.slack().zone(), () -> open, slack::socket);
    http.servlet(Probes.HEALTH, probes);
    http.servlet(Probes.READY, probes);
    http.servlet(Probes.METRICS, probes);
  }

  /** Without a disk of its own a process that comes back is somebody else. */
  private static Optional<WorkerName> named(Settings settings) {
    try {
      return Optional.of(WorkerName.take(settings.data(), "serve"));
    } catch (IOException e) {
      log.atInfo().addKeyValue("reason", e.toString()).log("without_a_lasting_name");
      return Optional.empty();
    }
  }

  /** Opens the door last, when everything behind it is there. */
  void start() throws IOException, InterruptedException {
    ground.journal().rebuildQueue();
    slack.start();
    outcomes.start();
    github.ifPresent(GitHubRoom::start);
    if (hands.isPresent()) {
      hands.get().start();
    }
    http.start();
    open = true;
  }

  int port() {
    return http.port();
  }

  /** Closes the door first, then lets what is under way come to a rest. */
  @Override
  public void close() {
    open = false;
    http.close();
    slack.shut();
    github.ifPresent(GitHubRoom::close);
    outcomes.close();
    hands.ifPresent(Hands::close);
    slack.close();
    name.ifPresent(Hands::giveBack);
    ground.close();
  }
}
