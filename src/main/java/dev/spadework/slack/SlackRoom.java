package dev.spadework.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.jakarta_servlet.SlackAppServlet;
import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import jakarta.servlet.http.HttpServlet;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that talks to Slack. Root mounts {@link #intake()} before {@link #servlet()} at {@code
 * POST /slack/events}; with an app token requests come by Socket Mode too, or alone. Needs Slack
 * neither to start nor to take requests in.
 */
public final class SlackRoom implements AutoCloseable {
  /** Slack waits three seconds for an acknowledgement; two of these calls must fit. */
  private static final Duration WHILE_SLACK_WAITS = Duration.ofMillis(1200);

  /** The line in front of a task is worth an edit less often than what happens to the task. */
  private static final int EDITS_PER_LOOK = 5;

  private static final Duration IN_OUR_OWN_TIME = Duration.ofSeconds(15);

  private final Optional<SlackIntake> intake;
  private final Optional<SocketMode> socket;
  private final SlackAppServlet servlet;
  private final App app;
  private final Threads threads;
  private final Errands errands;
  private final Files files;
  private final Whispers whispers;
  private final Web quick;
  private final Web patient;
  private final Audience audience;
  private final People people;

  /**
   * Wires the room; nothing runs yet.
   *
   * @throws IllegalArgumentException if token or signing secret is blank
   */
  public SlackRoom(SlackSettings settings, Journal journal, Redactor redactor, Clock clock) {
    this(settings, journal, redactor, clock, Pace.USUAL, SocketPace.USUAL);
  }

  SlackRoom(
      SlackSettings settings,
      Journal journal,
      Redactor redactor,
      Clock clock,
      Pace pace,
      SocketPace socketPace) {
    intake =
        settings.overHttp()
            ? Optional.of(new SlackIntake(settings.signingSecret(), clock))
            : Optional.empty();
    Door door = new Door(clock);
    quick = new Web(settings, redactor, door, WHILE_SLACK_WAITS);
    patient = new Web(settings, redactor, door, IN_OUR_OWN_TIME);
    whispers = new Whispers(patient);
    audience = new Audience(new Directory(patient), clock);
    people = new People(settings, audience);
    Commands commands = new Commands(settings, journal, people, quick, redactor, clock);
    Buttons buttons =
        new Buttons(journal, people, quick, whispers, redactor, commands, settings.zone());
    Replies replies = new Replies(journal, people, patient, whispers, redactor);
    CommandLine line = new CommandLine(settings.maxBudgetMicros());
    Surroundings surroundings = new Surroundings(patient, people, redactor);
    files = new Files(settings, IN_OUR_OWN_TIME.multipliedBy(2));
    Ways ways =
        new Ways(
            new Forms(settings, commands, quick, whispers, surroundings, redactor),
            replies,
            new Edits(journal, people, replies, line, whispers, new Mrkdwn(redactor), clock));
    errands =
        new Errands(
            journal,
            new Gathering(journal, surroundings, files, redactor),
            new StartingOver(journal, settings, line),
            clock,
            pace);
    app = BoltApp.of(settings, commands, buttons, ways, whispers);
    servlet = new SlackAppServlet(app);
    boolean tls = settings.apiUrl().startsWith("https:");
    socket =
        settings
            .appToken()
            .map(
                token ->
                    new SocketMode(
                        () -> patient.socketAddress(token),
                        tls,
                        new Envelopes(app),
                        clock,
                        socketPace));
    Mrkdwn mrkdwn = new Mrkdwn(redactor);
    Fates fates = new Fates(clock.instant());
    Drawing drawing =
        new Drawing(
            journal,
            new Card(settings, people, mrkdwn),
            new Asking(people, mrkdwn, settings.zone()),
            new Result(people, mrkdwn),
            new EditAsking(journal, people, mrkdwn),
            new Besides(journal, mrkdwn, clock),
            fates,
            new Line(
                journal.queue(),
                people,
                clock,
                settings.zone(),
                pace.edits().multipliedBy(EDITS_PER_LOOK)),
            clock,
            pace);
    threads =
        new Threads(
            journal, drawing, new Drawer(journal, patient, drawing, fates), fates, clock, pace);
  }

  /** Lets only small, fresh, signed requests through; empty where none come over HTTP. */
  public Optional<SlackIntake> intake() {
    return intake;
  }

  /** Takes in what {@link #intake()} lets through. */
  public HttpServlet servlet() {
    return servlet;
  }

  /** How Socket Mode stands; empty where it is not used. */
  public Optional<SocketHealth> socket() {
    return socket.map(SocketMode::health);
  }

  /** Begins to draw threads, and to listen where Socket Mode is used. */
  public void start() {
    app.start();
    WarmUp.run(app);
    people.start();
    threads.start();
    errands.start();
    socket.ifPresent(SocketMode::start);
  }

  /** Takes nothing more in by Socket Mode; what is being handled is finished. */
  public void shut() {
    socket.ifPresent(SocketMode::close);
  }

  /** Stops drawing; what is not drawn is drawn after the next start. */
  @Override
  public void close() {
    shut();
    threads.close();
    errands.close();
    whispers.close();
    audience.close();
    app.stop();
    files.close();
    quick.close();
    patient.close();
  }
}
