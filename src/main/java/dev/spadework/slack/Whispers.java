package dev.spadework.slack;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Private answers and dialogs: what follows an acknowledgement at once, off the request's thread.
 */
final class Whispers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Whispers.class);
  private static final int TRIES = 3;
  private static final Duration BETWEEN = Duration.ofMillis(800);

  private final Web web;
  private volatile BiConsumer<String, String> page = (user, line) -> {};
  private final ExecutorService pool = Executors.newFixedThreadPool(4, Whispers::thread);

  Whispers(Web web) {
    this.web = web;
  }

  /** Has what answers a press on a person's page shown there. */
  void onPage(BiConsumer<String, String> shows) {
    page = shows;
  }

  /**
   * Tells one person something that others do not see.
   *
   * @param channel empty: on their page
   */
  void tell(String user, String channel, Optional<String> thread, String text) {
    tell(user, channel, thread, Face.of(text));
  }

  /** The same with something to press in it, which a page does not show. */
  void tell(String user, String channel, Optional<String> thread, Face face) {
    if (channel.isEmpty()) {
      page.accept(user, face.text());
    } else {
      run(() -> whisper(user, channel, thread, face));
    }
  }

  /** Runs it soon, once. */
  void run(Runnable work) {
    pool.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("private_answer_failed");
          }
        });
  }

  private void whisper(String user, String channel, Optional<String> thread, Face face) {
    for (int i = 1; i <= TRIES; i++) {
      try {
        web.whisper(user, channel, thread, face);
        return;
      } catch (Refused e) {
        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("private_answer_refused");
        return;
      } catch (Away e) {
        LOG.atInfo().addKeyValue("reason", e.getMessage()).log("private_answer_delayed");
        if (i < TRIES && !waited(e.limited() ? e.pause() : BETWEEN.multipliedBy(i))) {
          return;
        }
      }
    }
  }

  private static boolean waited(Duration pause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      return true;
    } catch (InterruptedException e) {
      // The pool is closing; its thread ends with this.
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "slack-answers");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
