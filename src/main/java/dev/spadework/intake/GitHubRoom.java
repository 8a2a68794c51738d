package dev.spadework.intake;

import dev.spadework.journal.Journal;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What GitHub tells us by webhook: news of our pull requests, and issues that somebody wants to be
 * a task. Root mounts {@link #servlet()} at {@code POST /github/webhook}.
 */
public final class GitHubRoom implements AutoCloseable {
  /** Finds channels. */
  @FunctionalInterface
  public interface Channels {
    /**
     * The id of a channel that the settings name; empty if there is none.
     *
     * @throws IOException if that cannot be asked now
     */
    Optional<String> id(String name) throws IOException;
  }

  private final GitHubDoor door;
  private final Arrivals arrivals;

  /**
   * Wires it; nothing runs yet.
   *
   * @param outcomes asked to look at pull requests that there is news of
   * @param visible takes out of a text what people who read it would not see
   */
  public GitHubRoom(
      IntakeSettings settings,
      Journal journal,
      Outcomes outcomes,
      Channels channels,
      UnaryOperator<String> visible,
      Clock clock) {
    Wishes wishes = new Wishes(settings, journal, channels);
    arrivals = new Arrivals(journal.deliveries(), outcomes, wishes, clock);
    door =
        new GitHubDoor(
            new Seal(settings.secret()),
            new Sorting(settings, visible),
            journal.deliveries(),
            arrivals::wake);
  }

  /** Takes deliveries in. */
  public HttpServlet servlet() {
    return door;
  }

  /** Begins to see to what comes. */
  public void start() {
    arrivals.start();
  }

  /** Stops; what is not seen to is seen to after the next start. */
  @Override
  public void close() {
    arrivals.close();
  }
}
