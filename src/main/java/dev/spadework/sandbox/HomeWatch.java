package dev.spadework.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a command has filled the HOME of its container, which lies with the engine. Root of the
 * container, whom no command can hinder, asks how much its file system has lost; only where that is
 * more than HOME may hold, HOME is counted, as others write to the same file system.
 */
final class HomeWatch {
  private static final Logger log = LoggerFactory.getLogger(HomeWatch.class);
  private static final long SELDOM_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Duration COUNTING = Duration.ofMinutes(1);
  private static final int NOTICEABLE = 8;
  private static final int PATIENCE = 4;

  private final DockerExec exec;
  private final String home;
  private final Path tree;
  private final long limit;

  /** What the engine's file system had free when a command first ran here. */
  private OptionalLong base = OptionalLong.empty();

  private long nextLook;
  private long freeHere;
  private int unseen;

  /**
   * @param tree of the same task; where it shares HOME's file system, it shows early what is lost
   */
  HomeWatch(DockerExec exec, String home, Path tree, long limit) {
    this.exec = exec;
    this.home = home;
    this.tree = tree;
    this.limit = limit;
  }

  /** A command is about to run. */
  void start() {
    nextLook = System.nanoTime() + SELDOM_NANOS;
    freeHere = freeHere();
  }

  /** Whether there is too much now; most answers cost nothing. */
  boolean over() throws InterruptedException {
    long free = freeHere();
    if (System.nanoTime() - nextLook < 0 && freeHere - free < limit / NOTICEABLE) {
      return false;
    }
    freeHere = free;
    boolean over = look();
    nextLook = System.nanoTime() + SELDOM_NANOS;
    return over;
  }

  private boolean look() throws InterruptedException {
    try {
      Result space =
          exec.asRoot("sh", "-c", "set -- $(stat -f -c '%a %S' \"$0\"); echo $(($1 * $2))", home);
      OptionalLong now = space.succeeded() ? number(space.output()) : OptionalLong.empty();
      if (now.isEmpty()) {
        return hindered();
      }
      unseen = 0;
      long lost = base.orElse(now.getAsLong()) - now.getAsLong();
      if (base.isPresent() && lost <= limit / 2) {
        return false;
      }
      Result count = exec.run(List.of("du", "-skx", "--", home), COUNTING, 1 << 16);
      long holds = number(lastLine(count)).orElse(0) * 1024;
      if (count.succeeded() || base.isEmpty()) {
        base = now;
      }
      // Where a part could not be counted, it is taken to hold what was lost.
      return holds > limit || !count.succeeded() && lost > limit;
    } catch (SandboxException engineAway) {
      log.atDebug().setCause(engineAway).log("home_not_seen");
      return false;
    }
  }

  /**
   * Somebody may be taking all processes so that nobody can look; that goes on for a while only.
   */
  private boolean hindered() {
    unseen++;
    return unseen > PATIENCE;
  }

  /** Complaints come before the sum. */
  private static String lastLine(Result result) {
    String text = result.output().strip();
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  private static OptionalLong number(String line) {
    String first = line.strip().split("\\s", 2)[0];
    return first.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(first))
        : OptionalLong.empty();
  }

  private long freeHere() {
    try {
      return Files.getFileStore(tree).getUsableSpace();
    } catch (IOException unknown) {
      return freeHere;
    }
  }
}
