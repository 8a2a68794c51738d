package dev.spadework.attacks;

import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.sandbox.Limits;
import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.Sandbox;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.sandbox.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Sandboxes with an egress list, and what is around them: a container that is listed, one that is
 * not, another task. Where they are stands in the tree, in {@code where}.
 */
final class Neighbours implements Sandboxes {
  /** A command that begins so finds its proxy killed. */
  static final String KILL = "# without proxy\n";

  private static final Duration LONG = Duration.ofSeconds(120);

  private final String owner = "egress-" + ProcessHandle.current().pid();
  private final Path dir;
  private final String canary;
  private final String listed;
  private final String hidden;
  private final Sandboxes docker;
  private Optional<Sandbox> other = Optional.empty();

  private Neighbours(Path dir) throws Exception {
    this.dir = dir;
    this.canary = canary(dir);
    docker("network", "create", owner + "-far");
    this.listed = server("listed");
    this.hidden = server("hidden");
    docker("network", "connect", "--alias", "rebound.test", owner + "-far", owner + "-hidden");
    this.docker =
        Sandboxes.docker(
            DockerOptions.of(owner).reaching(List.of(listed, "rebound.test", "*.listed.test")));
  }

  static Neighbours around(Path dir) throws Exception {
    DockerEngine.assumeRunning();
    return new Neighbours(dir);
  }

  private static String canary(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("other-task/tree"))) {
      return Files.readString(files.findFirst().orElseThrow());
    }
  }

  /** Port 80 repeats what it was sent, the hidden one tells the canary; so does port 8080. */
  private String server(String name) throws Exception {
    String code = Files.readString(Path.of("src/test/resources/attacks/server.py"));
    String first = name.equals("listed") ? "" : canary;
    String full = owner + "-" + name;
    docker(
        "run",
        "-d",
        "--rm",
        "--name",
        full,
        "--network",
        "bridge",
        DockerEngine.IMAGE,
        "python3",
        "-c",
        code,
        canary,
        first);
    return docker("inspect", "-f", "{{.NetworkSettings.Networks.bridge.IPAddress}}", full);
  }

  @Override
  public Sandbox open(Spec spec) throws SandboxException, InterruptedException {
    try {
      Path tree = dir.resolve("other-task/tree");
      Limits limits = spec.limits();
      Sandbox neighbour =
          docker.open(new Spec("other", tree, spec.image(), Optional.empty(), limits));
      other = Optional.of(neighbour);
      Files.copy(Path.of("src/test/resources/attacks/server.py"), tree.resolve("server.py"));
      CompletableFuture.supplyAsync(() -> listen(neighbour));
      Sandbox sandbox = docker.open(spec);
      docker("network", "connect", owner + "-far", proxy(spec.task()));
      Files.copy(Path.of("src/test/resources/attacks/p.py"), spec.tree().resolve("p.py"));
      Files.writeString(
          spec.tree().resolve("where"),
          String.join(
              " ",
              listed,
              hidden,
              address("spadework-" + owner + "-other"),
              address(proxy("other"))));
      return new Sandbox() {
        @Override
        public boolean fresh() {
          return sandbox.fresh();
        }

        @Override
        public Result run(String command, Duration timeout)
            throws SandboxException, InterruptedException {
          if (command.startsWith(KILL)) {
            docker("kill", proxy(spec.task()));
          }
          return sandbox.run(command, timeout);
        }

        @Override
        public void close() throws SandboxException {
          sandbox.close();
        }
      };
    } catch (IOException e) {
      throw new SandboxException(e.toString(), e);
    }
  }

  private Result listen(Sandbox neighbour) {
    try {
      return neighbour.run("python3 server.py " + canary + " " + canary + " 7000 7001", LONG);
    } catch (SandboxException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String proxy(String task) {
    return "spadework-" + owner + "-" + task + "-egress";
  }

  private static String address(String container) throws InterruptedException {
    String all =
        docker(
            "inspect",
            "-f",
            "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}",
            container);
    return Stream.of(all.split(" "))
        .filter(each -> !each.startsWith("172.17."))
        .findFirst()
        .orElse("");
  }

  private static String docker(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      process.waitFor();
      return output.strip();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public String kind() {
    return docker.kind();
  }

  @Override
  public Optional<String> problem() throws InterruptedException {
    return docker.problem();
  }

  @Override
  public void reap(Predicate<String> alive) throws SandboxException, InterruptedException {
    docker.reap(alive);
  }

  @Override
  public void close() {
    try {
      if (other.isPresent()) {
        docker.reap(Set.of());
      }
      docker("rm", "-f", owner + "-listed", owner + "-hidden");
      docker("network", "rm", owner + "-far");
      docker.close();
    } catch (SandboxException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
