package dev.spadework.sandbox;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The container of {@link EgressProxy}: behind every wall of a sandbox, but with two networks. */
final class EgressSidecar {
  private static final List<Class<?>> PROGRAM =
      List.of(
          EgressProxy.class, EgressRules.class, EgressRequest.class, EgressRequest.Refused.class);

  private static final String WHERE = "/egress";
  private static final String NOBODY = "65534:65534";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MEBIBYTE = 1L << 20;
  private static final Limits LIMITS =
      new Limits(192 * MEBIBYTE, 1, 256, PATIENCE, 64 * 1024, 32 * MEBIBYTE);

  private final Engine engine;
  private final DockerContainers containers;
  private final DockerOptions options;

  EgressSidecar(Engine engine, DockerContainers containers, DockerOptions options) {
    this.engine = engine;
    this.containers = containers;
    this.options = options;
  }

  /** Starts it and waits until it serves. */
  String start(String image, String task, String madeOf, String network, String subnet)
      throws SandboxException, InterruptedException {
    String id = create(image, task, madeOf, network, subnet);
    copyProgram(id);
    engine.tell(
        client -> client.connectToNetworkCmd().withNetworkId("bridge").withContainerId(id).exec());
    try {
      engine.tell(client -> client.startContainerCmd(id).exec());
    } catch (SandboxException e) {
      throw useless(String.valueOf(e.getMessage()), e);
    }
    awaitReady(id);
    return id;
  }

  private String create(String image, String task, String madeOf, String network, String subnet)
      throws SandboxException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-Xmx64m",
                "-Xss256k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                WHERE,
                EgressProxy.class.getName(),
                subnet));
    command.addAll(options.egress());
    Map<String, String> labels =
        Map.of(
            DockerContainers.OWNER,
            options.owner(),
            DockerContainers.TASK,
            task,
            DockerContainers.PURPOSE,
            DockerEgress.PURPOSE,
            DockerContainers.MADE_OF,
            madeOf);
    return engine.ask(
        client ->
            client
                .createContainerCmd(image)
                .withName("spadework-" + options.owner() + "-" + task + "-egress")
                .withLabels(labels)
                .withHostConfig(host(network))
                .withUser(NOBODY)
                .withWorkingDir("/")
                .withEnv("JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=")
                .withEntrypoint("java")
                .withCmd(command)
                .exec()
                .getId());
  }

  private static HostConfig host(String network) {
    return Wall.raise(Wall.ALL, LIMITS)
        .withNetworkMode(network)
        // Its only output is a line for each refusal.
        .withLogConfig(
            new LogConfig(
                LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "1m", "max-file", "1")))
        .withMounts(List.of(DockerContainers.volume(WHERE)));
  }

  /** Into the volume, which is root's: the program runs as nobody. */
  private void copyProgram(String id) throws SandboxException, InterruptedException {
    try {
      Path dir = Files.createTempDirectory("spadework-egress");
      try {
        for (Class<?> each : PROGRAM) {
          Path file = dir.resolve(each.getName().replace('.', '/') + ".class");
          Files.createDirectories(file.getParent());
          Files.write(file, code(each));
        }
        engine.tell(
            client ->
                client
                    .copyArchiveToContainerCmd(id)
                    .withHostResource(dir.toString())
                    .withDirChildrenOnly(true)
                    .withRemotePath(WHERE)
                    .exec());
      } finally {
        ProcessSandboxes.delete(dir);
      }
    } catch (IOException e) {
      throw new SandboxException(
          "The egress proxy cannot be written to a temporary directory (" + e + "): make room.", e);
    }
  }

  private static byte[] code(Class<?> part) throws IOException {
    String name = part.getName().replace('.', '/') + ".class";
    try (InputStream file = part.getClassLoader().getResourceAsStream(name)) {
      if (file == null) {
        throw new IOException(name + " is not in this jar");
      }
      return file.readAllBytes();
    }
  }

  private void awaitReady(String id) throws SandboxException, InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < giveUp) {
      String said = said(id);
      if (said.contains(EgressProxy.READY)) {
        return;
      }
      InspectContainerResponse is = engine.ask(client -> client.inspectContainerCmd(id).exec());
      if (!Boolean.TRUE.equals(is.getState().getRunning())) {
        throw useless("it ended at once: " + said(id), null);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw useless("it is not ready after " + PATIENCE.toSeconds() + " seconds", null);
  }

  private static SandboxException useless(
      String why, @org.jspecify.annotations.Nullable Throwable cause) {
    String line = why.replaceAll("\\s+", " ").strip();
    return new SandboxException(
        "The egress proxy does not start ("
            + (line.length() > 300 ? line.substring(0, 300) + "…" : line)
            + "): name an image with Java 17 or newer as sandbox.egress-image.",
        cause);
  }

  private String said(String id) throws SandboxException, InterruptedException {
    CappedOutput output = new CappedOutput(8192);
    ResultCallback.Adapter<Frame> reader =
        new ResultCallback.Adapter<>() {
          @Override
          public void onNext(Frame frame) {
            output.append(frame.getPayload(), 0, frame.getPayload().length);
          }
        };
    engine
        .ask(client -> client.logContainerCmd(id).withStdOut(true).withStdErr(true).exec(reader))
        .awaitCompletion(5, TimeUnit.SECONDS);
    return output.text();
  }
}
