package dev.spadework.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.jakarta_servlet.SlackAppServlet;
import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import jakarta.servlet.http.HttpServlet;
import java.time.Clock;
import java.time.Duration;

/**
 * Everything that talks to Slack. Root mounts {@link #intake()} before {@link #servlet()} at {@code
 * POST /slack/events}. Needs Slack neither to start nor to take requests in.
 */
public final class SlackRoom implements AutoCloseable {
  /** Slack waits three seconds for an acknowledgement; two of these calls must fit. */
  private static final Duration WHILE_SLACK_WAITS = Duration.ofMillis(1200);

  private static final Duration IN_OUR_OWN_TIME = Duration.ofSeconds(15);

  private final SlackIntake intake;
  private final SlackAppServlet servlet;
  private final App app;
  private final Threads threads;
  private final Reminders reminders;
  private final Whispers whispers;
  private final Web quick;
  private final Web patient;

  /**
   * Wires the room; nothing runs yet.
   *
   * @throws IllegalArgumentException if token or signing secret is blank
   */
  public SlackRoom(SlackSettings settings, Journal journal, Redactor redactor, Clock clock) {
    this(settings, journal, redactor, clock, Pace.USUAL);
  }

  SlackRoom(SlackSettings settings, Journal journal, Redactor redactor, Clock clock, Pace pace) {
    intake = new SlackIntake(settings.signingSecret(), clock);
    quick = new Web(settings, redactor, WHILE_SLACK_WAITS);
    patient = new Web(settings, redactor, IN_OUR_OWN_TIME);
    whispers = new Whispers(patient);
    People people = new People(settings, quick, clock);
    Commands commands = new Commands(settings, journal, people, quick, redactor, clock);
    Buttons buttons =
        new Buttons(journal, people, quick, whispers, redactor, commands, settings.zone());
    Replies replies = new Replies(journal, people, whispers, redactor);
    app = BoltApp.of(settings, commands, buttons, replies, whispers);
    servlet = new SlackAppServlet(app);
    Mrkdwn mrkdwn = new Mrkdwn(redactor);
    Patience patience = new Patience(settings.remindAfter(), settings.parkAfter(), settings.zone());
    reminders = new Reminders(journal, patience, clock);
    Fates fates = new Fates(clock.instant());
    Drawing drawing =
        new Drawing(
            journal,
            new Card(settings, people, mrkdwn),
            new GateCards(journal, new Asking(people, mrkdwn, patience)),
            new Result(people, mrkdwn),
            fates,
            clock,
            pace);
    threads =
        new Threads(
            journal, drawing, new Drawer(journal, patient, drawing, fates), fates, clock, pace);
  }

  /** Lets only small, fresh, signed requests through. */
  public SlackIntake intake() {
    return intake;
  }

  /** Takes in what {@link #intake()} lets through. */
  public HttpServlet servlet() {
    return servlet;
  }

  /** Begins to draw threads. */
  public void start() {
    app.start();
    threads.start();
    reminders.start();
  }

  /** Stops drawing; what is not drawn is drawn after the next start. */
  @Override
  public void close() {
    reminders.close();
    threads.close();
    whispers.close();
    app.stop();
    quick.close();
    patient.close();
  }
}
