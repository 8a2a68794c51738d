package dev.spadework.desk;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is to be seen in a {@link SlackStandIn}, now or after a wait. */
abstract class Watched extends Workspace {
  Watched(Clock clock) {
    super(clock);
  }

  /** The message and its answers, oldest first; private ones are not among them. */
  public List<Message> thread(String channel, String ts) {
    return visible(channel).stream()
        .filter(m -> m.ts().equals(ts) || m.threadTs().filter(ts::equals).isPresent())
        .toList();
  }

  /** What stands in the channel itself, oldest first; answers in threads are not among them. */
  public List<Message> messages(String channel) {
    return visible(channel).stream().filter(m -> m.threadTs().isEmpty()).toList();
  }

  /** What only this person sees, oldest first. */
  public List<Message> ephemerals(String user) {
    return state.messages().stream()
        .filter(m -> m.privateTo().filter(user::equals).isPresent())
        .toList();
  }

  /** What the bot says that it is doing in a thread, {@code is thinking} say. */
  public Optional<String> status(String channel, String threadTs) {
    return state.status(channel, threadTs);
  }

  /** The dialogs that are open for this person, the one on top last. */
  public List<View> views(String user) {
    return state.views(user);
  }

  /** What the bot last published to this person's home tab. */
  public Optional<View> home(String user) {
    return state.home(user);
  }

  /** A file that was shared and not deleted. */
  public Optional<SlackFile> file(String id) {
    return files.file(id);
  }

  /** The message as it is now. */
  public Message message(String channel, String ts) {
    return state
        .message(channel, ts)
        .orElseThrow(() -> new IllegalArgumentException("no message " + ts + " in " + channel));
  }

  /**
   * Waits for a message, private ones too, that is there already or comes or is edited to fit.
   *
   * @throws IllegalStateException when the time is over, with what is there instead
   */
  public Message awaitMessage(Predicate<Message> fits, Duration atMost)
      throws InterruptedException {
    return state
        .await(() -> state.messages().stream().filter(fits).findFirst(), atMost)
        .orElseThrow(() -> new IllegalStateException("no such message within " + atMost + all()));
  }

  /**
   * Waits until a dialog is open for this person; of several the one on top.
   *
   * @throws IllegalStateException when the time is over
   */
  public View awaitView(String user, Duration atMost) throws InterruptedException {
    return awaitView(user, view -> true, atMost);
  }

  /**
   * Waits until the dialog on top fits.
   *
   * @throws IllegalStateException when the time is over
   */
  public View awaitView(String user, Predicate<View> fits, Duration atMost)
      throws InterruptedException {
    return state
        .await(() -> views(user).stream().reduce((below, top) -> top).filter(fits), atMost)
        .orElseThrow(() -> new IllegalStateException("no dialog for " + user + " in " + atMost));
  }

  /**
   * Waits until this person's home fits.
   *
   * @throws IllegalStateException when the time is over
   */
  public View awaitHome(String user, Predicate<View> fits, Duration atMost)
      throws InterruptedException {
    return state
        .await(() -> home(user).filter(fits), atMost)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no such home for "
                        + user
                        + " in "
                        + atMost
                        + home(user).map(v -> "; it says:\n" + v.words()).orElse("")));
  }

  private List<Message> visible(String channel) {
    return state.messages().stream()
        .filter(m -> m.channel().equals(channel) && m.privateTo().isEmpty())
        .toList();
  }

  private String all() {
    StringBuilder all = new StringBuilder("; there are:");
    for (Message m : state.messages()) {
      all.append("\n--- ").append(m.ts()).append(m.threadTs().map(t -> " in " + t).orElse(""));
      all.append(m.privateTo().map(u -> " to " + u).orElse("")).append('\n').append(m.words());
    }
    return all.toString();
  }
}
