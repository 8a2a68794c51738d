package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Delivered;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One task in an {@link Outside}: its thread as people see and use it. */
final class Asked {
  private static final Pattern ID = Pattern.compile("t-[0-9a-z]{8}");
  private static final Duration SOON = Duration.ofSeconds(90);

  private final Outside world;
  private final String channel;
  final String id;

  private Asked(Outside world, String channel, String id) {
    this.world = world;
    this.channel = channel;
    this.id = id;
  }

  /** Ann types this after {@code /agent}, in a channel of its own. */
  static Asked by(Outside world, String name, String text) {
    String channel = world.slack.addChannel(name, true);
    Delivered answer = world.slack.command(SlackStandIn.ANN, channel, text);
    return in(world, channel, id(answer));
  }

  /** A task that was asked for in this channel. */
  static Asked in(Outside world, String channel, String id) {
    return new Asked(world, channel, id);
  }

  /** The id that an acknowledgement names. */
  static String id(Delivered answer) {
    Matcher matcher = ID.matcher(answer.answer());
    assertThat(matcher.find()).as("a task in: %s", answer.answer()).isTrue();
    return matcher.group();
  }

  Message root() throws InterruptedException {
    return await(
        m ->
            m.channel().equals(channel)
                && m.privateTo().isEmpty()
                && m.threadTs().isEmpty()
                && m.says(id),
        "the root");
  }

  /** The messages of its thread, the root first. */
  List<Message> thread() throws InterruptedException {
    return world.slack.thread(channel, root().ts());
  }

  /** Waits until some message of the thread says this; returns it as it is then. */
  Message awaits(String piece) throws InterruptedException {
    return awaits(m -> m.says(piece), piece);
  }

  /** Waits until some message of the thread fits. */
  Message awaits(Predicate<Message> fits, String what) throws InterruptedException {
    String root = root().ts();
    return await(
        m ->
            m.channel().equals(channel)
                && m.privateTo().isEmpty()
                && (m.ts().equals(root) || m.threadTs().filter(root::equals).isPresent())
                && fits.test(m),
        what);
  }

  /** The message that has this button, once there is one. */
  Message asks(String button) throws InterruptedException {
    return awaits(
        m -> m.buttons().stream().anyMatch(b -> b.label().equals(button)), "[" + button + "]");
  }

  /** Presses a button of whichever message shows it. */
  void press(String user, String button) throws InterruptedException {
    press(user, asks(button), button);
  }

  /** Presses a button of a message as it was once. */
  void press(String user, Message message, String button) {
    Message.Button drawn =
        message.buttons().stream()
            .filter(b -> b.label().equals(button))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + button + " in " + message.words()));
    assertThat(world.slack.press(user, message, drawn).status()).isEqualTo(200);
  }

  /** Presses a button, then sends off the dialog with this text. */
  void press(String user, String button, String text) throws InterruptedException {
    press(user, button);
    View dialog = world.slack.awaitView(user, SOON);
    Delivered sent = world.slack.submit(user, dialog.id(), Map.of("text", text));
    assertThat(sent.status()).isEqualTo(200);
  }

  /** Writes into the thread. */
  void reply(String user, String text) throws InterruptedException {
    world.slack.reply(user, channel, root().ts(), text);
  }

  /** Waits until this person was told this privately; returns the whole line. */
  String told(String user, String piece) throws InterruptedException {
    return await(m -> m.privateTo().filter(user::equals).isPresent() && m.says(piece), piece)
        .words();
  }

  private Message await(Predicate<Message> fits, String what) throws InterruptedException {
    try {
      return world.slack.awaitMessage(fits, SOON);
    } catch (IllegalStateException e) {
      throw new AssertionError("not said: " + what + "\n" + e.getMessage() + world.logged(), e);
    }
  }

  /** Keeps the thread as text below {@code target/threads}, so that a person can read it. */
  String keep(String name) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    for (Message message : thread()) {
      text.append("--- ").append(message.user()).append('\n');
      text.append(message.words()).append('\n');
    }
    Path file = Files.createDirectories(Path.of("target", "threads")).resolve(name + ".txt");
    Files.writeString(file, text);
    return text.toString();
  }
}
