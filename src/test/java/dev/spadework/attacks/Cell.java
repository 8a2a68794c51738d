package dev.spadework.attacks;

import dev.spadework.sandbox.Limits;
import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.Sandbox;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.sandbox.Spec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A sandbox with an attacker in it: shell commands, run one after the other through {@link
 * Sandbox#run}. Outside lie a file with a canary, the tree of another task, and a server that tells
 * the canary to whoever reaches it.
 */
abstract class Cell implements Scene {
  static final Duration LONG = Duration.ofSeconds(60);
  private static final long MEBIBYTE = 1L << 20;

  /** Whether a command did harm. */
  @FunctionalInterface
  interface Judge {
    boolean held(Result result, Outside outside) throws Exception;
  }

  /** What the attacker must not reach. */
  record Outside(Sandbox sandbox, Path tree, Path file, String canary, int port) {
    boolean unseen(Result result) {
      return !result.output().contains(canary);
    }

    /** The script with what it is told of the outside. */
    String told(String script) {
      return script
          .replace("%FILE%", file.toString())
          .replace("%NAME%", file.getFileName().toString())
          .replace("%PORT%", String.valueOf(port))
          .replace("%HOSTS%", addresses());
    }
  }

  private record Try(Attack attack, String script, Duration time, Judge judge) {}

  private final List<Try> tries = new ArrayList<>();
  private final String prefix;

  /**
   * @param prefix put before each name, as the same is tried in several kinds of sandbox
   */
  Cell(String prefix) {
    this.prefix = prefix;
  }

  /** The sandboxes to try, or a skipped test where there are none. */
  abstract Sandboxes sandboxes(Path dir) throws Exception;

  abstract String image();

  Limits limits() {
    return new Limits(192 * MEBIBYTE, 0.5, 96, LONG, 64 * 1024, 32 * MEBIBYTE);
  }

  final Cell tries(String name, String tries, String outcome, String script, Judge judge) {
    return tries(name, tries, outcome, script, LONG, judge);
  }

  final Cell tries(
      String name, String tries, String outcome, String script, Duration time, Judge judge) {
    this.tries.add(new Try(new Attack(prefix + name, tries, outcome), script, time, judge));
    return this;
  }

  /** The script prints HARM where it has reached something, or the canary. */
  final Cell tries(String name, String tries, String outcome, String script) {
    return tries(
        name,
        tries,
        outcome,
        script,
        (result, outside) ->
            result.status() == Result.Status.EXITED
                && !result.output().contains("HARM")
                && outside.unseen(result));
  }

  @Override
  public final List<Attack> attacks() {
    return tries.stream().map(Try::attack).toList();
  }

  @Override
  public final void play(Path dir, Tally tally) throws Exception {
    String canary = "canary-" + UUID.randomUUID();
    // Only where things are mounted keeps them apart, not who may enter this directory.
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path tree = Files.createDirectories(dir.resolve("tree"));
    Path other = Files.createDirectories(dir.resolve("other-task/tree"));
    Path file = Files.writeString(other.resolve("secret-" + UUID.randomUUID()), canary);
    try (Sandboxes kind = sandboxes(dir);
        ServerSocket server = new ServerSocket(0)) {
      Thread door = new Thread(() -> serve(server, canary), "canary");
      door.setDaemon(true);
      door.start();
      Sandbox sandbox = kind.open(new Spec("cell", tree, image(), Optional.empty(), limits()));
      Outside outside = new Outside(sandbox, tree, file, canary, server.getLocalPort());
      for (Try one : tries.stream().filter(each -> tally.wants(each.attack.name())).toList()) {
        Result result = sandbox.run(outside.told(one.script), one.time);
        boolean held = one.judge.held(result, outside);
        tally.judge(one.attack.name(), held, result.status() + ": " + result.output());
      }
      sandbox.close();
      kind.reap(Set.of());
    }
  }

  private static void serve(ServerSocket server, String canary) {
    while (!server.isClosed()) {
      try (var connection = server.accept()) {
        connection.getOutputStream().write((canary + "\n").getBytes());
      } catch (IOException closed) {
        continue;
      }
    }
  }

  private static String addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(InetAddress::getHostAddress)
          .filter(address -> !address.contains(":"))
          .collect(Collectors.joining(" "));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
