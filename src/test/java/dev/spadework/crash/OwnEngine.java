package dev.spadework.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A Docker engine beside the machine's own, which may be stopped. It has a network of its own with
 * nothing in it: an engine without a bridge takes away the one that it finds.
 */
final class OwnEngine implements AutoCloseable {
  private static final int SECONDS = 60;

  private final Path dir;
  private Process daemon;

  OwnEngine(Path dir) throws IOException {
    this.dir = Files.createDirectories(dir);
  }

  String address() {
    return "unix://" + dir.resolve("s");
  }

  void start() throws IOException, InterruptedException {
    daemon =
        new ProcessBuilder(
                "unshare",
                "--net",
                "dockerd",
                "--data-root=" + dir.resolve("data"),
                "--exec-root=" + dir.resolve("exec"),
                "--pidfile=" + dir.resolve("pid"),
                "--host=" + address(),
                "--bridge=none",
                "--iptables=false",
                "--ip6tables=false")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("log").toFile()))
            .start();
    for (int i = 0; i < SECONDS; i++) {
      if (run("docker --host " + address() + " version >/dev/null 2>&1 || { sleep 1; false; }")) {
        return;
      }
    }
    throw new IOException("no engine: " + Files.readString(dir.resolve("log")));
  }

  /** Copies an image of the machine's engine. */
  void load(String image) throws IOException, InterruptedException {
    if (!run("docker save " + image + " | docker --host " + address() + " load")) {
      throw new IOException("no image");
    }
  }

  void stop() {
    daemon.destroy();
    try {
      if (!daemon.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new UncheckedIOException(new IOException("it does not stop"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean run(String command) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor() == 0;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    stop();
    run("umount -l '" + dir + "'/exec/netns/* 2>/dev/null; rm -rf '" + dir + "'");
  }
}
