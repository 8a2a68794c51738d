package dev.spadework;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the process up until it is told to stop. */
final class UntilStopped {
  private static final Logger log = LoggerFactory.getLogger(UntilStopped.class);

  private UntilStopped() {}

  /** Has the parts closed once the process gets SIGTERM or SIGINT; it then ends with code 0. */
  static void drain(AutoCloseable parts) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parts), "drain"));
  }

  /** Never returns. */
  static void forEver() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private static void stop(AutoCloseable parts) {
    log.atInfo().log("draining");
    try {
      parts.close();
      log.atInfo().log("drained");
    } catch (Exception e) {
      log.atError().setCause(e).log("not_drained");
      Runtime.getRuntime().halt(Main.FAILED);
    }
    // Java's own exit code would be that of the signal.
    Runtime.getRuntime().halt(0);
  }
}
