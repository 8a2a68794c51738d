package dev.spadework.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to use a Docker engine.
 *
 * @param owner names this installation, so that several can share an engine and each reaps only its
 *     own: letters, digits, {@code . _ -}
 * @param host the engine's address, such as {@code unix:///var/run/docker.sock}; empty means {@code
 *     DOCKER_HOST}, or else Docker's default
 * @param setupTimeout the longest that a setup command may take
 * @param setupCache bytes that the outcomes of setups may take on the engine; those that are in use
 *     stay beyond it
 * @param egress hosts that commands may reach, through a proxy: names, {@code *.suffixes} and
 *     addresses; empty means no network at all
 * @param egressImage image with Java that the proxy runs in; empty means that of the task
 */
public record DockerOptions(
    String owner,
    Optional<String> host,
    Duration setupTimeout,
    long setupCache,
    List<String> egress,
    Optional<String> egressImage) {
  private static final long USUAL_CACHE = 20L << 30;

  /** Checks the owner, which becomes part of names, and the hosts. */
  public DockerOptions {
    if (!owner.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,40}")) {
      throw new IllegalArgumentException(
          "sandbox owner \"" + owner + "\": use 1 to 41 letters, digits, '.', '_' or '-'");
    }
    egress = List.copyOf(egress);
    egress.forEach(DockerOptions::check);
  }

  /** Without a network. */
  public DockerOptions(
      String owner, Optional<String> host, Duration setupTimeout, long setupCache) {
    this(owner, host, setupTimeout, setupCache, List.of(), Optional.empty());
  }

  /** With 20 GiB for what setups leave. */
  public DockerOptions(String owner, Optional<String> host, Duration setupTimeout) {
    this(owner, host, setupTimeout, USUAL_CACHE);
  }

  /** The engine that {@code DOCKER_HOST} names, 30 minutes and 20 GiB for setups. */
  public static DockerOptions of(String owner) {
    return new DockerOptions(owner, Optional.empty(), Duration.ofMinutes(30));
  }

  /** The same with hosts that commands may reach. */
  public DockerOptions reaching(List<String> hosts) {
    return new DockerOptions(owner, host, setupTimeout, setupCache, hosts, egressImage);
  }

  /** What is wrong with an entry of the list of hosts, in one line. */
  public static Optional<String> egressProblem(String entry) {
    return EgressRules.problem(entry);
  }

  private static void check(String entry) {
    egressProblem(entry)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("egress: " + problem);
            });
  }
}
