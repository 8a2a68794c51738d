package dev.spadework.intake;

import static dev.spadework.report.Phrases.say;

import dev.spadework.forge.Forge;
import dev.spadework.forge.ForgeException;
import dev.spadework.journal.Journal;
import dev.spadework.task.Guess;
import dev.spadework.task.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes tasks of issues, for those who may. */
final class Wishes {
  /** Begins the id of a person of GitHub's. */
  static final String PERSON = "github:";

  private static final Logger LOG = LoggerFactory.getLogger(Wishes.class);

  /** Nobody waits for more at a time; a storm of mentions must not become a queue. */
  private static final int OPEN_AT_MOST = 10;

  private final IntakeSettings settings;
  private final Journal journal;
  private final GitHubRoom.Channels channels;
  private final Map<String, String> ids = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> selves = new ConcurrentHashMap<>();

  Wishes(IntakeSettings settings, Journal journal, GitHubRoom.Channels channels) {
    this.settings = settings;
    this.journal = journal;
    this.channels = channels;
  }

  /**
   * Makes the task, or notes why not.
   *
   * @throws ForgeException if GitHub cannot be asked
   * @throws IOException if Slack cannot be asked
   */
  void of(Notice.Wish wish, Forge forge) throws ForgeException, IOException, InterruptedException {
    if (ourselves(wish, forge)) {
      refused(wish, "it is our own account");
    } else if (!mayWrite(wish, forge)) {
      refused(wish, "no write access to the repository");
    } else if (!hasRoom(wish.login())) {
      refused(wish, "has " + OPEN_AT_MOST + " open tasks from here already");
    } else {
      open(wish);
    }
  }

  private boolean ourselves(Notice.Wish wish, Forge forge)
      throws ForgeException, InterruptedException {
    Optional<String> self = selves.get(wish.repo());
    if (self == null) {
      self = forge.self(wish.repo());
      selves.put(wish.repo(), self);
    }
    return self.filter(wish.login()::equalsIgnoreCase).isPresent();
  }

  /** By the forge's word of now: what a payload says of its sender was true when it was made. */
  private static boolean mayWrite(Notice.Wish wish, Forge forge)
      throws ForgeException, InterruptedException {
    return forge.mayWrite(wish.repo(), wish.login());
  }

  boolean hasRoom(String login) {
    return journal.tasks().alive().stream()
            .filter(task -> task.request().by().equals(PERSON + login))
            .count()
        < OPEN_AT_MOST;
  }

  private void open(Notice.Wish wish) throws IOException {
    String named = settings.repos().get(wish.repo()).channel().orElse("");
    Optional<String> channel = channel(named);
    if (channel.isEmpty()) {
      refused(wish, "there is no channel " + named);
      return;
    }
    // Options such as a budget are for the settings and for Slack: here all of it is text.
    Request request =
        Request.of(
                text(wish),
                wish.repo(),
                settings.budgetMicros(),
                PERSON + wish.login(),
                channel.get())
            .guessed(Guess.of(wish.text(), List.of()))
            .background(say("intake.background", "issue", wish.issue(), "text", wish.background()))
            .make();
    Journal.Opened opened = journal.open(wish.key(), request);
    LOG.atInfo()
        .addKeyValue("task", opened.task())
        .addKeyValue("repo", wish.repo())
        .addKeyValue("issue", wish.issue())
        .addKeyValue("repeated", opened.repeated())
        .log("task_asked_on_github");
  }

  /** Asked once: Slack counts such questions. */
  private Optional<String> channel(String named) throws IOException {
    String known = ids.get(named);
    if (known != null || named.isEmpty()) {
      return Optional.ofNullable(known);
    }
    Optional<String> id = channels.id(named);
    id.ifPresent(found -> ids.put(named, found));
    return id;
  }

  private static String text(Notice.Wish wish) {
    return wish.text().isEmpty()
        ? say("intake.issue", "issue", wish.issue(), "url", wish.url())
        : say("intake.comment", "text", wish.text(), "issue", wish.issue(), "url", wish.url());
  }

  private static void refused(Notice.Wish wish, String why) {
    LOG.atWarn()
        .addKeyValue("repo", wish.repo())
        .addKeyValue("issue", wish.issue())
        .addKeyValue("login", wish.login())
        .addKeyValue("reason", why)
        .log("wish_refused");
  }
}
