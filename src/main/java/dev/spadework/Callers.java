package dev.spadework;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is connected and has not yet sent a whole request. Such a connection holds no thread, may
 * last only so long, and gives way to newer ones when there are too many: a caller that means it
 * sends its request at once. Safe for many threads.
 */
final class Callers implements Connection.Listener {
  private static final Logger log = LoggerFactory.getLogger(Callers.class);

  private final Bounds bounds;
  private final Scheduler scheduler;
  private final Map<Connection, Scheduler.Task> waiting = new LinkedHashMap<>();
  private final Map<Connection, Scheduler.Task> sending = new LinkedHashMap<>();
  private int open;

  /**
   * How much callers may hold.
   *
   * @param connections that are open at a time, those with a request under way included
   * @param bodies that are being received at a time
   * @param whole the longest a connection may take for one whole request, head and body
   */
  record Bounds(int connections, int bodies, Duration whole) {
    /** Slack and GitHub send a request in one go; behind them is a proxy or nothing. */
    static final Bounds USUAL = new Bounds(512, 64, Duration.ofSeconds(10));
  }

  Callers(Bounds bounds, Scheduler scheduler) {
    this.bounds = bounds;
    this.scheduler = scheduler;
  }

  @Override
  public synchronized void onOpened(Connection connection) {
    open++;
    if (open > bounds.connections()) {
      drop(waiting);
    }
    begin(waiting, connection);
  }

  @Override
  public synchronized void onClosed(Connection connection) {
    open--;
    end(waiting, connection);
    end(sending, connection);
  }

  /** The head of a request is there and its body is awaited. */
  synchronized void sends(Connection connection) {
    Scheduler.Task limit = waiting.remove(connection);
    if (limit == null) {
      return;
    }
    if (sending.size() >= bounds.bodies()) {
      drop(sending);
    }
    sending.put(connection, limit);
  }

  /** A whole request is there; it may take as long as it takes. */
  synchronized void arrived(Connection connection) {
    end(waiting, connection);
    end(sending, connection);
  }

  /** The request is answered; the next one may come. */
  synchronized void answered(Connection connection) {
    if (connection.getEndPoint().isOpen() && !waiting.containsKey(connection)) {
      begin(waiting, connection);
    }
  }

  private void begin(Map<Connection, Scheduler.Task> where, Connection connection) {
    where.put(connection, scheduler.schedule(() -> tooSlow(connection), bounds.whole()));
  }

  private void tooSlow(Connection connection) {
    synchronized (this) {
      if (waiting.remove(connection) == null && sending.remove(connection) == null) {
        return;
      }
    }
    // Not the connection: it would still say something about a request that is not there.
    connection.getEndPoint().close();
  }

  /** The one that has waited longest goes. */
  private void drop(Map<Connection, Scheduler.Task> from) {
    Iterator<Map.Entry<Connection, Scheduler.Task>> oldest = from.entrySet().iterator();
    if (oldest.hasNext()) {
      Map.Entry<Connection, Scheduler.Task> entry = oldest.next();
      oldest.remove();
      entry.getValue().cancel();
      log.atDebug().log("slow_caller_dropped");
      // Not here: its listeners come back to this lock.
      scheduler.schedule(() -> entry.getKey().getEndPoint().close(), Duration.ZERO);
    }
  }

  private static void end(Map<Connection, Scheduler.Task> where, Connection connection) {
    Scheduler.Task limit = where.remove(connection);
    if (limit != null) {
      limit.cancel();
    }
  }
}
