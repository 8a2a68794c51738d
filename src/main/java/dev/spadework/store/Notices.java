package dev.spadework.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other processes tell over PostgreSQL's LISTEN, on a connection and a thread of its
 * own. What is told while the connection is away is lost: it shortens waits, nothing more.
 */
final class Notices implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notices.class);
  private static final int LOOK_MILLIS = 2_000;
  private static final long AGAIN_MILLIS = 1_000;

  private final Address address;
  private final Properties properties;
  private final String us;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Connection listening;
  private final Thread thread = new Thread(this::run, "notices");

  Notices(Address address, Properties properties, String us) {
    this.address = address;
    this.properties = properties;
    this.us = us;
    thread.setDaemon(true);
  }

  /** Nobody listens before somebody wants to hear. */
  synchronized void add(Consumer<String> listener) {
    listeners.add(listener);
    if (thread.getState() == Thread.State.NEW && closed.getCount() > 0) {
      thread.start();
    }
  }

  private void run() {
    while (closed.getCount() > 0) {
      try (Connection connection = DriverManager.getConnection(address.url(), properties)) {
        listening = connection;
        try (Statement statement = connection.createStatement()) {
          statement.execute("listen spadework");
        }
        hear(connection.unwrap(PGConnection.class));
      } catch (SQLException e) {
        if (closed.getCount() == 0) {
          return;
        }
        log.atWarn().addKeyValue("problem", Failures.cause(e)).log("not_listening");
        pause();
      }
    }
  }

  private void hear(PGConnection connection) throws SQLException {
    while (closed.getCount() > 0) {
      PGNotification[] heard = connection.getNotifications(LOOK_MILLIS);
      if (heard == null) {
        continue;
      }
      for (PGNotification notice : heard) {
        int space = notice.getParameter().indexOf(' ');
        if (space > 0 && !notice.getParameter().substring(0, space).equals(us)) {
          tell(notice.getParameter().substring(space + 1));
        }
      }
    }
  }

  private void tell(String what) {
    for (Consumer<String> listener : listeners) {
      try {
        listener.accept(what);
      } catch (RuntimeException e) {
        // One that stumbles must not keep the news from the others.
        log.atWarn().setCause(e).log("notice_not_taken");
      }
    }
  }

  private void pause() {
    try {
      closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    Connection open = listening;
    if (open != null) {
      try {
        // From under the thread that waits on it, which then ends.
        open.abort(Runnable::run);
      } catch (SQLException e) {
        log.atDebug().setCause(e).log("not_aborted");
      }
    }
  }
}
