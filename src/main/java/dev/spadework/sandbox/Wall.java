package dev.spadework.sandbox;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What holds a container in: one rule each, so that each can be shown to matter. */
enum Wall {
  /** Loopback is all there is. */
  NO_NETWORK((host, limits) -> host.withNetworkMode("none")),

  /** Only the tree, HOME and {@code /tmp} can be written. */
  READ_ONLY_ROOT((host, limits) -> host.withReadonlyRootfs(true)),

  /** Root of the container, who is its first process only, can do no more than anybody. */
  NO_CAPABILITIES((host, limits) -> host.withCapDrop(Capability.ALL)),

  /** A program that belongs to root and is marked so runs as who started it. */
  NO_NEW_PRIVILEGES((host, limits) -> security(host, "no-new-privileges:true")),

  /**
   * A list of what is allowed, shorter than the engine's own: no user namespaces, no tracing, no
   * io_uring, and only sockets that a network namespace holds, which those of a virtual machine's
   * host (vsock) are not.
   */
  SYSTEM_CALLS((host, limits) -> security(host, "seccomp=" + Wall.text("system-calls.json"))),

  /** Set, because an engine may be told to share these with its host by default. */
  OWN_NAMESPACES(
      (host, limits) -> host.withIpcMode("private").withCgroupnsMode("private").withPidMode("")),

  /** Swap would let it take more than its share of the host's disk and time. */
  MEMORY(
      (host, limits) ->
          host.withMemory(limits.memoryBytes())
              .withMemorySwap(limits.memoryBytes())
              // The host's own killer of processes takes these first.
              .withOomScoreAdj(500)),

  CPUS((host, limits) -> host.withNanoCPUs((long) (limits.cpus() * 1_000_000_000L))),

  PIDS((host, limits) -> host.withPidsLimit((long) limits.pids())),

  FILE_SIZE((host, limits) -> ceiling(host, "fsize", limits.diskBytes())),

  /**
   * One byte, not none: at none the kernel still hands the memory of a crashed process to a program
   * of the host where {@code core_pattern} names one (core(5)).
   */
  NO_CORE((host, limits) -> ceiling(host, "core", 1)),

  /** Pages of a tmpfs count as memory, so it must leave some for the processes. */
  TEMPORARY(
      (host, limits) ->
          host.withTmpFs(
                  Map.of("/tmp", "rw,exec,nosuid,nodev,mode=1777,size=" + limits.temporaryBytes()))
              .withShmSize(Math.min(64L << 20, limits.temporaryBytes())));

  /** Those that also hold while a setup has the network and writes into its image. */
  static final Set<Wall> IN_EVERY_PHASE =
      EnumSet.complementOf(EnumSet.of(NO_NETWORK, READ_ONLY_ROOT));

  static final Set<Wall> ALL = EnumSet.allOf(Wall.class);

  private final BiConsumer<HostConfig, Limits> part;

  Wall(BiConsumer<HostConfig, Limits> part) {
    this.part = part;
  }

  static HostConfig raise(Set<Wall> walls, Limits limits) {
    HostConfig host =
        HostConfig.newHostConfig()
            .withInit(true)
            .withRestartPolicy(RestartPolicy.noRestart())
            .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
    for (Wall wall : walls) {
      host = wall.raise(host, limits);
    }
    return host;
  }

  /** Puts this one up. */
  HostConfig raise(HostConfig host, Limits limits) {
    part.accept(host, limits);
    return host;
  }

  private static String text(String name) {
    try (InputStream file = Wall.class.getResourceAsStream("/sandbox/" + name)) {
      if (file == null) {
        throw new IllegalStateException("sandbox/" + name + " is not in this jar");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s+", "");
    } catch (IOException e) {
      throw new IllegalStateException("sandbox/" + name + " cannot be read", e);
    }
  }

  private static void security(HostConfig host, String option) {
    List<String> all = new ArrayList<>();
    if (host.getSecurityOpts() != null) {
      all.addAll(host.getSecurityOpts());
    }
    all.add(option);
    host.withSecurityOpts(all);
  }

  private static void ceiling(HostConfig host, String name, long most) {
    List<Ulimit> all = new ArrayList<>();
    if (host.getUlimits() != null) {
      all.addAll(Arrays.asList(host.getUlimits()));
    }
    all.add(new Ulimit(name, most, most));
    host.withUlimits(all);
  }
}
