package dev.spadework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Arguments and environment of every child of a process, watched while this is open: what {@code
 * ps} and {@code /proc} tell to others of this machine.
 */
final class Children implements AutoCloseable {
  private static final long PAUSE = 2_000_000;

  private final ProcessHandle parent;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Thread watch = new Thread(this::watch, "children");
  private volatile boolean closed;

  Children(long pid) {
    parent = ProcessHandle.of(pid).orElseThrow();
    watch.setDaemon(true);
    watch.start();
  }

  private void watch() {
    while (!closed) {
      parent.descendants().forEach(this::look);
      LockSupport.parkNanos(PAUSE);
    }
  }

  /**
   * Between fork and exec a child of a JVM is the JVM's own helper, which is no program of ours.
   */
  private static boolean helper(ProcessHandle child) {
    try {
      Path program = Files.readSymbolicLink(Path.of("/proc", "" + child.pid(), "exe"));
      return program.endsWith("jspawnhelper") || program.endsWith("java");
    } catch (IOException gone) {
      // It ended meanwhile.
      return true;
    }
  }

  private void look(ProcessHandle child) {
    if (helper(child)) {
      return;
    }
    for (String what : new String[] {"cmdline", "environ"}) {
      try {
        Path file = Path.of("/proc", String.valueOf(child.pid()), what);
        seen.add(what + " " + Files.readString(file, StandardCharsets.ISO_8859_1));
      } catch (IOException gone) {
        // It ended between the listing and the look.
        continue;
      }
    }
  }

  /** Of all children so far. */
  Stream<String> seen() {
    return seen.stream();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    watch.join();
  }
}
