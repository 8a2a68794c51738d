package dev.spadework.slack;

import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.journal.Claim;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Quotas;
import dev.spadework.memory.Lessons;
import dev.spadework.memory.Memory;
import dev.spadework.memory.Notes;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Caps;
import dev.spadework.store.Store;
import dev.spadework.task.Gate;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Server;

/** The room between a stand-in for Slack and a real journal, all over HTTP. */
final class SlackTown implements AutoCloseable {
  static final String ANN = SlackStandIn.ANN;
  static final String BOB = SlackStandIn.BOB;
  static final String CHANNEL = SlackStandIn.CHANNEL;
  static final Duration SOON = Duration.ofSeconds(30);
  static final String CANARY = "canary-9f8e7d6c5b4a";
  private static final Duration FRESH = Duration.ofMillis(100);
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Pace QUICK =
      new Pace(
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMinutes(5),
          Duration.ofMillis(50),
          Duration.ofMillis(400));

  final Ahead clock = new Ahead();
  final SlackStandIn slack;
  final Redactor redactor;
  private final Path folder;
  private final Clock bots;
  private Pace pace = QUICK;
  final Folk folk = new Folk();
  private List<String> requesters = List.of("everyone");
  private List<String> approvers = List.of("everyone");
  private boolean requesterDecides = true;
  private SlackSettings.Rights shop = SlackSettings.Rights.USUAL;
  private Quotas quotas = Quotas.NONE;
  private Bulletin bulletin =
      new Bulletin(LocalTime.of(9, 0), Set.of(), 20_000_000, 10_000_000, () -> {}, FRESH);
  private Optional<LocalTime> logsAt = Optional.empty();
  private Optional<SocketSlack> socket = Optional.empty();
  private SocketPace socketPace = SocketPace.USUAL;
  private Optional<String> secret = Optional.empty();
  private final Server desk;
  private Server bot = new Server();
  private Store store;
  Journal journal;
  SlackRoom room;

  SlackTown(Path folder) throws Exception {
    this(folder, Optional.empty());
  }

  /** Slack's clock and the bot's are one: a request that is old by the bot's is refused. */
  SlackTown(Path folder, Clock set) throws Exception {
    this(folder, Optional.of(set));
  }

  private SlackTown(Path folder, Optional<Clock> set) throws Exception {
    this.folder = folder;
    this.bots = set.orElse(clock);
    this.slack = new SlackStandIn(bots);
    this.redactor = Redactor.of(List.of(CANARY, slack.token()));
    desk = Servers.api(slack, folk);
    desk.start();
    slack.responses(URI.create("http://127.0.0.1:" + Servers.port(desk) + "/responses/"));
  }

  SlackTown pace(Pace other) {
    pace = other;
    return this;
  }

  SlackTown approvers(String... ids) {
    approvers = List.of(ids);
    return this;
  }

  SlackTown requesters(String... ids) {
    requesters = List.of(ids);
    return this;
  }

  SlackTown requesterDecides(boolean may) {
    requesterDecides = may;
    return this;
  }

  SlackTown shop(SlackSettings.Rights rights) {
    shop = rights;
    return this;
  }

  SlackTown logsAt(Optional<LocalTime> time) {
    logsAt = time;
    return this;
  }

  SlackTown quotas(Quotas some) {
    quotas = some;
    return this;
  }

  /** A digest on these days; without this there is none. */
  SlackTown digest(LocalTime at, Set<DayOfWeek> days, Bulletin.Asks forges) {
    bulletin =
        new Bulletin(at, days, bulletin.dailyMicros(), bulletin.personDailyMicros(), forges, FRESH);
    return this;
  }

  /** Starts the bot on the journal as it is. */
  SlackTown open() throws Exception {
    openClosed();
    room.start();
    return this;
  }

  Lessons lessons() {
    return new Lessons(store, bots, redactor, UnaryOperator.identity());
  }

  /** Mounts the room without drawing anything. */
  SlackTown openClosed() throws Exception {
    store = Store.open("jdbc:sqlite:" + folder.resolve("spadework.db"));
    journal = new Journal(store, bots, redactor, quotas);
    Memory memory =
        Memory.at(folder.resolve("memory"), redactor, UnaryOperator.identity())
            .with(new Notes(store, bots, redactor, UnaryOperator.identity()))
            .with(lessons());
    room =
        new SlackRoom(
            settings(), bulletin, journal, memory, redactor, bots, "town", pace, socketPace);
    bot = Servers.of(room);
    bot.start();
    slack.bot(socket.map(SocketSlack::bridge).orElse(events()));
    return this;
  }

  /** From the next opening on, requests come by Socket Mode alone. */
  SlackTown by(SocketSlack slack, SocketPace pace) {
    socket = Optional.of(slack);
    socketPace = pace;
    secret = Optional.of("");
    return this;
  }

  /** Base of the stand-in's Web API. */
  String api() {
    return "http://127.0.0.1:" + Servers.port(desk) + "/api/";
  }

  URI events() {
    return URI.create("http://127.0.0.1:" + Servers.port(bot) + "/slack/events");
  }

  SlackSettings settings() {
    return new SlackSettings(
        slack.token(),
        secret.orElse(slack.signingSecret()),
        socket.map(SocketSlack::appToken),
        socket.map(SocketSlack::apiUrl).orElse(api()),
        "#eng-agents",
        requesters,
        approvers,
        requesterDecides,
        List.of(
            new SlackSettings.Repo("acme/billing", "main", Optional.of("#eng-agents")),
            new SlackSettings.Repo("acme/shop", "main", Optional.empty(), shop, logsAt)),
        1_000_000,
        2_000_000,
        new Caps(40, Duration.ofMinutes(30)),
        ZoneOffset.UTC,
        new SlackSettings.Allowance(20_000_000, 10_000_000),
        Duration.ofHours(4),
        Duration.ofDays(3));
  }

  /** As an orderly stop does; the journal stays. */
  void stop() throws Exception {
    room.close();
    bot.stop();
    store.close();
  }

  void restart() throws Exception {
    stop();
    open();
  }

  /** A task that ann asked for and that a worker has. */
  Claim task() {
    slack.command(ANN, CHANNEL, "add CSV export to invoices");
    return journal.claim("w1", LEASE).orElseThrow();
  }

  Gate gate(Claim claim, Gate.Kind kind, String... options) {
    int number = journal.task(claim.task()).orElseThrow().gates().settled().size() + 1;
    Gate gate =
        Gate.of(
            "g" + number,
            kind,
            "plan-" + number,
            "Which columns?",
            List.of("1. The list shows number, customer & total."),
            List.of(options));
    // Not as the worker's fact: at a second question its claim is gone.
    journal.add(claim.task(), Optional.empty(), new TaskEvent.GateOpened(gate));
    return gate;
  }

  Task now(Claim claim) {
    return journal.task(claim.task()).orElseThrow();
  }

  Message await(Predicate<Message> fits) throws InterruptedException {
    return slack.awaitMessage(fits, SOON);
  }

  /** Puts the clock forward, second by second, until there is such a message. */
  Message awaitLater(Predicate<Message> fits) throws InterruptedException {
    for (int second = 0; second < 600; second++) {
      try {
        return slack.awaitMessage(fits, Duration.ofMillis(60));
      } catch (IllegalStateException e) {
        clock.forward(Duration.ofSeconds(1));
      }
    }
    return await(fits);
  }

  Predicate<Message> named(Claim claim, String name) {
    return named(claim.task(), name);
  }

  private static Predicate<Message> named(String task, String name) {
    return m ->
        m.metadata()
            .map(data -> data.path("event_payload"))
            .filter(p -> p.path("message").asText().equals(name))
            .filter(p -> p.path("task").asText().equals(task))
            .isPresent();
  }

  /** The message under this name, once Slack and the journal both have it. */
  Message message(Claim claim, String name) throws InterruptedException {
    return message(claim.task(), name);
  }

  Message message(String task, String name) throws InterruptedException {
    return await(named(task, name));
  }

  Message privately(String user, String words) throws InterruptedException {
    return await(m -> m.privateTo().filter(user::equals).isPresent() && m.says(words));
  }

  /** How many messages there are under this name, over all tasks. */
  long count(String name) {
    return all().stream()
        .filter(
            m ->
                m.metadata()
                    .filter(d -> d.path("event_payload").path("message").asText().equals(name))
                    .isPresent())
        .count();
  }

  List<Message> all() {
    return slack.messages(CHANNEL).stream()
        .flatMap(root -> slack.thread(CHANNEL, root.ts()).stream())
        .toList();
  }

  @Override
  public void close() throws Exception {
    stop();
    desk.stop();
    slack.close();
  }
}
