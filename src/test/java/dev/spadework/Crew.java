package dev.spadework;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code worker} processes, and further halves for Slack, in the world of an {@link Outside}, each
 * with a data directory of its own, as if it were on another machine.
 */
final class Crew implements AutoCloseable {
  private final Path dir;
  private final Outside world;
  private final Map<String, Process> workers = new LinkedHashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();

  Crew(Path dir, Outside world) {
    this.dir = dir;
    this.world = world;
  }

  /** A worker. */
  Crew start(String name) throws IOException {
    return start(name, List.of("worker"), Map.of());
  }

  /** One more half for Slack beside the world's own, on a port that is free; its address. */
  URI half(String name) throws IOException {
    int port = ports.getOrDefault(name, 0);
    if (port == 0) {
      try (ServerSocket socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      ports.put(name, port);
    }
    start(name, List.of("serve", "--no-worker"), Map.of("PORT", "" + port));
    return URI.create("http://127.0.0.1:" + port);
  }

  private Crew start(String name, List<String> subcommand, Map<String, String> more)
      throws IOException {
    Path config = dir.resolve(name + ".yml");
    String data = dir.resolve(name + "-data").toString();
    Files.writeString(
        config,
        Files.readString(world.config())
            .replace("data: \"" + dir.resolve("data") + "\"", "data: \"" + data + "\""));
    ProcessBuilder builder = process(dir, config, subcommand, world.jvm());
    builder.environment().putAll(world.environment());
    builder.environment().putAll(more);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
    workers.put(name, builder.start());
    return this;
  }

  /** How a process of ours is started: this one's class path, wherever the other one runs. */
  static List<String> jvm() {
    List<String> places =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(place -> !place.isEmpty())
            .map(place -> Path.of(place).toAbsolutePath().toString())
            .toList();
    List<String> jvm = new ArrayList<>(List.of("-Xmx256m"));
    // The suite compiles little, because it runs little twice; benchmarks compile all.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-XX:"))
        .forEach(jvm::add);
    jvm.addAll(List.of("-cp", String.join(File.pathSeparator, places)));
    return jvm;
  }

  /** The bot as a process of its own, not started yet. */
  static ProcessBuilder process(Path dir, Path config, List<String> subcommand, List<String> jvm) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("dev.spadework.Main");
    command.addAll(subcommand);
    command.addAll(List.of("--config", config.toString()));
    return new ProcessBuilder(command).directory(dir.toFile());
  }

  private Path log(String name) {
    return dir.resolve(name + ".log");
  }

  String logged(String name) {
    try {
      return Files.readString(log(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it has said so many times that it has begun. */
  boolean works(String name, int starts) {
    return begun(name) >= starts;
  }

  /** How often it has said that it has begun. */
  int begun(String name) {
    return (int)
        logged(name)
            .lines()
            .filter(
                line ->
                    line.contains("WorkerCommand working") || line.contains("ServeCommand ready"))
            .count();
  }

  boolean alive(String name) {
    return workers.get(name).isAlive();
  }

  /** {@code kill -9}. */
  void kill(String name) throws InterruptedException {
    workers.get(name).destroyForcibly().waitFor();
  }

  /** SIGTERM; returns the exit code. */
  int terminate(String name) throws InterruptedException {
    workers.get(name).destroy();
    return workers.get(name).waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    for (Process worker : workers.values()) {
      worker.destroyForcibly().waitFor();
    }
  }
}
