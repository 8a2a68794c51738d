package dev.spadework.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.jakarta_servlet.SlackAppServlet;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Lead;
import dev.spadework.memory.Memory;
import dev.spadework.redact.Redactor;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that talks to Slack. Root mounts {@link #intake()} before {@link #servlet()} at {@code
 * POST /slack/events}; with an app token requests come by Socket Mode too, or alone. Needs Slack
 * neither to start nor to take requests in.
 */
public final class SlackRoom implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlackRoom.class);

  /** Slack waits three seconds for an acknowledgement; two of these calls must fit. */
  private static final Duration WHILE_SLACK_WAITS = Duration.ofMillis(1200);

  /** The line in front of a task is worth an edit less often than what happens to the task. */
  private static final int EDITS_PER_LOOK = 5;

  /** How long a process that is gone without a word keeps others from drawing. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  private static final Duration IN_OUR_OWN_TIME = Duration.ofSeconds(15);

  private final Optional<SlackIntake> intake;
  private final Optional<SocketMode> socket;
  private final SlackAppServlet servlet;
  private final App app;
  private final Threads threads;
  private final Errands errands;
  private final Files files;
  private final Posting posting;
  private final Pages pages;
  private final Reminders reminders;
  private final Whispers whispers;
  private final Lead lead;
  private final Web quick;
  private final Web patient;
  private final Audience audience;
  private final People people;

  /**
   * Wires the room; nothing runs yet.
   *
   * @param memory for rules and notes
   * @param name no other living process on the database has it; of several, one at a time draws
   * @throws IllegalArgumentException if token or signing secret is blank
   */
  public SlackRoom(
      SlackSettings settings,
      Bulletin bulletin,
      Journal journal,
      Memory memory,
      Redactor redactor,
      Clock clock,
      String name) {
    this(settings, bulletin, journal, memory, redactor, clock, name, Pace.USUAL, SocketPace.USUAL);
  }

  SlackRoom(
      SlackSettings settings,
      Bulletin bulletin,
      Journal journal,
      Memory memory,
      Redactor redactor,
      Clock clock,
      String name,
      Pace pace,
      SocketPace socketPace) {
    lead = journal.schedules().lead("slack", name, LEASE);
    intake =
        settings.overHttp()
            ? Optional.of(new SlackIntake(settings.signingSecret(), clock))
            : Optional.empty();
    Clock waits = new Steady(clock);
    Door door = new Door(waits);
    quick = new Web(settings, redactor, door, WHILE_SLACK_WAITS);
    patient = new Web(settings, redactor, door, IN_OUR_OWN_TIME);
    whispers = new Whispers(patient);
    audience = new Audience(new Directory(patient), clock);
    people = new People(settings, audience);
    Mrkdwn mrkdwn = new Mrkdwn(redactor);
    // With the quick client: somebody who typed a command waits for what they answer.
    Openness openness = new Openness(new PageCalls(quick), clock);
    Tidings tidings = new Tidings(journal, bulletin, settings.zone(), clock);
    Digests digests = new Digests(settings, tidings, openness, people, mrkdwn);
    Commands commands =
        new Commands(settings, journal, memory, people, quick, redactor, clock, digests::now);
    Buttons buttons =
        new Buttons(journal, people, quick, whispers, redactor, commands, settings.zone());
    Replies replies = new Replies(journal, people, patient, whispers, redactor);
    WishLine line = new WishLine(settings.maxBudgetMicros());
    Surroundings surroundings = new Surroundings(patient, people, redactor);
    files = new Files(settings, IN_OUR_OWN_TIME.multipliedBy(2));
    Edits edits = new Edits(journal, people, replies, line, whispers, mrkdwn, clock);
    Mentions mentions =
        new Mentions(journal, commands, replies, whispers, new ChannelNames(quick, clock));
    Ways ways =
        new Ways(
            new Forms(settings, commands, quick, whispers, surroundings, redactor),
            edits,
            new Hearing(mentions, replies, edits, new Self(quick)));
    errands =
        new Errands(
            journal,
            new Gathering(journal, surroundings, files, redactor),
            new StartingOver(journal, settings, line),
            lead,
            waits,
            pace);
    VerbButtons verbs = new VerbButtons(commands, whispers, quick);
    app = BoltApp.of(settings, commands, buttons, ways, verbs, whispers);
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
    Patience patience = new Patience(settings.remindAfter(), settings.parkAfter(), settings.zone());
    reminders = new Reminders(journal, patience, clock);
    Fates fates = new Fates();
    Drawing drawing =
        new Drawing(
            journal,
            new Card(settings, people, mrkdwn),
            new GateCards(journal, new Asking(people, mrkdwn, patience)),
            new Result(people, mrkdwn, settings.zone()),
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
            waits,
            pace);
    threads =
        new Threads(
            journal,
            drawing,
            new Drawer(journal, patient, drawing, fates),
            fates,
            lead,
            waits,
            pace);
    PageCalls calls = new PageCalls(patient);
    posting = new Posting(digests, journal, patient, calls, bulletin.forges(), clock);
    PauseVerbs pausing = new PauseVerbs(journal, people, mrkdwn, clock);
    Homes homes =
        new Homes(settings, bulletin, journal, people, pausing, openness, calls, mrkdwn, clock);
    StandingOrders orders =
        new StandingOrders(
            journal,
            people,
            commands.accepting(),
            clock,
            new NightlyLogs(settings, journal, calls));
    pages = new Pages(homes, posting, orders, journal, lead, clock, pace);
    pages.listen(app, buttons, pausing);
    whispers.onPage(pages::tell);
  }

  /** Lets only small, fresh, signed requests through; empty where none come over HTTP. */
  public Optional<SlackIntake> intake() {
    return intake;
  }

  /** Takes in what {@link #intake()} lets through. */
  public HttpServlet servlet() {
    return servlet;
  }

  /**
   * The id of a channel of the settings; empty if there is none of this name.
   *
   * @throws IOException if Slack cannot be asked now
   */
  public Optional<String> channel(String name) throws IOException {
    try {
      return new PageCalls(patient).channel(name);
    } catch (Refused e) {
      return Optional.empty();
    } catch (Away e) {
      throw new IOException("Slack is away: " + e.getMessage(), e);
    }
  }

  /** How Socket Mode stands; empty where it is not used. */
  public Optional<SocketHealth> socket() {
    return socket.map(SocketMode::health);
  }

  /**
   * Begins to draw threads, digests and people's pages, and to listen where Socket Mode is used.
   */
  public void start() {
    app.start();
    WarmUp.run(app);
    people.start();
    threads.start();
    errands.start();
    pages.start();
    reminders.start();
    socket.ifPresent(SocketMode::start);
  }

  /**
   * Posts today's digest in each channel that does not have it. Only for a room that was not
   * started.
   *
   * @return the channels where it was posted
   */
  public List<String> postDigest() throws InterruptedException {
    return posting.postNow();
  }

  /** Takes nothing more in by Socket Mode; what is being handled is finished. */
  public void shut() {
    socket.ifPresent(SocketMode::close);
  }

  private void giveBack() {
    try {
      lead.giveBack();
    } catch (RuntimeException e) {
      // The lease runs out.
      LOG.atWarn().setCause(e).log("lead_not_given_back");
    }
  }

  /** Stops drawing; what is not drawn is drawn after the next start. */
  @Override
  public void close() {
    shut();
    pages.close();
    reminders.close();
    threads.close();
    errands.close();
    whispers.close();
    audience.close();
    BoltApp.close(app);
    files.close();
    quick.close();
    patient.close();
    giveBack();
  }
}
