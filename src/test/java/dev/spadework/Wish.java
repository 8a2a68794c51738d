package dev.spadework;

import dev.spadework.desk.Delivered;
import dev.spadework.desk.Message;
import dev.spadework.desk.Said;
import dev.spadework.desk.SlackStandIn;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One task of a long run: somebody asks for it and behaves as its kind says, until it has ended.
 * Whoever is not answered tries again, as Slack and people do.
 */
final class Wish implements Runnable {
  private static final Duration PATIENCE = Duration.ofMinutes(25);
  private static final String ANN = SlackStandIn.ANN;

  /** What people do beside asking. */
  enum Kind {
    CALM,
    UNSURE,
    STUCK_HINT,
    STUCK_DRAFT,
    STEERED,
    CANCELLED
  }

  private final Outside world;
  private final Random random;
  final int number;
  final Kind kind;
  final String channel;
  private volatile String problem = "";
  private volatile boolean over;

  Wish(Outside world, int number, Kind kind, long seed) {
    this.world = world;
    this.number = number;
    this.kind = kind;
    this.random = new Random(seed + number);
    this.channel = world.slack.addChannel("w" + number, true);
  }

  /** Why it did not end as it should; empty if it did, or goes on. */
  String problem() {
    return problem;
  }

  boolean over() {
    return over;
  }

  private String text() {
    String word = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return "add a subtraction, %s, wish w%04d".formatted(word, number);
  }

  @Override
  public void run() {
    try {
      Delivered asked = world.slack.command(ANN, channel, text() + " repo:" + Outside.REPO);
      acknowledged(asked);
      switch (kind) {
        case CALM -> {}
        case UNSURE -> press("Approve");
        case STUCK_DRAFT -> press("Open as draft anyway");
        case STUCK_HINT -> {
          await(m -> m.buttons().stream().anyMatch(b -> b.label().equals("Retry with a hint")));
          reply("the first number minus the second one, please");
        }
        case STEERED -> {
          await(m -> m.threadTs().isPresent());
          reply("keep it in POSIX shell, please");
        }
        case CANCELLED -> {
          await(m -> m.threadTs().isPresent());
          TimeUnit.MILLISECONDS.sleep(random.nextInt(3000));
          press("Cancel");
        }
      }
      await(m -> name(m).equals("outcome"));
    } catch (InterruptedException e) {
      problem = "interrupted";
    } catch (RuntimeException e) {
      problem = this + ": " + e.getMessage();
    } finally {
      over = true;
    }
  }

  /** What the bot calls a message of its. */
  static String name(Message message) {
    return message.metadata().map(m -> m.at("/event_payload/message").asText()).orElse("");
  }

  /** Whose message it is. */
  static String task(Message message) {
    return message.metadata().map(m -> m.at("/event_payload/task").asText()).orElse("");
  }

  private void acknowledged(Delivered first) throws InterruptedException {
    Delivered sent = first;
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int i = 1; sent.status() != 200; i++) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("never acknowledged: " + sent);
      }
      TimeUnit.MILLISECONDS.sleep(400);
      sent = world.slack.redeliver(first, i);
    }
  }

  /** Presses until it is acknowledged, or somebody has made the button superfluous. */
  private void press(String label) throws InterruptedException {
    Predicate<Message> shows = m -> m.buttons().stream().anyMatch(b -> b.label().equals(label));
    while (true) {
      Message message = await(m -> shows.test(m) || name(m).equals("outcome"));
      if (!shows.test(message)) {
        return;
      }
      Message.Button button =
          message.buttons().stream().filter(b -> b.label().equals(label)).findFirst().orElseThrow();
      if (world.slack.press(ANN, message, button).status() == 200) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(400);
    }
  }

  private void reply(String text) throws InterruptedException {
    Message root = await(m -> name(m).equals("root"));
    Said said = world.slack.reply(ANN, channel, root.ts(), text);
    for (Delivered each : said) {
      acknowledged(each);
    }
  }

  private Message await(Predicate<Message> fits) throws InterruptedException {
    return world.slack.awaitMessage(
        m -> m.channel().equals(channel) && m.privateTo().isEmpty() && fits.test(m), PATIENCE);
  }

  /** All that stands in its channel. */
  List<Message> messages() {
    List<Message> roots = world.slack.messages(channel);
    return roots.stream().flatMap(r -> world.slack.thread(channel, r.ts()).stream()).toList();
  }

  @Override
  public String toString() {
    return "wish " + number + " (" + kind + ")";
  }
}
