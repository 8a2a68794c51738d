package dev.spadework.sandbox;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The connection to a Docker engine, with its errors sorted by whose fault they are. */
final class Engine implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  // Long enough for the commit of an image of several gigabytes on a slow disk.
  private static final Duration ANSWER = Duration.ofMinutes(10);

  private final DockerClient client;
  private final String address;

  Engine(Optional<String> host) {
    DefaultDockerClientConfig.Builder builder =
        DefaultDockerClientConfig.createDefaultConfigBuilder();
    host.ifPresent(builder::withDockerHost);
    try {
      DefaultDockerClientConfig config = builder.build();
      this.address = config.getDockerHost().toString();
      this.client =
          DockerClientImpl.getInstance(
              config,
              new ZerodepDockerHttpClient.Builder()
                  .dockerHost(config.getDockerHost())
                  .sslConfig(config.getSSLConfig())
                  .maxConnections(200)
                  .connectionTimeout(CONNECT)
                  .responseTimeout(ANSWER)
                  .build());
    } catch (DockerClientException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "DOCKER_HOST cannot be used (" + e.getMessage() + "): write unix:///path or tcp://host",
          e);
    }
  }

  /** What was asked for is not there, or is not in a state to answer. */
  static final class Gone extends SandboxException {
    Gone(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * One request.
   *
   * @throws Gone if the thing asked about does not exist or is stopped
   * @throws SandboxException if the engine cannot be reached or refuses
   */
  <T> T ask(Function<DockerClient, T> request) throws SandboxException, InterruptedException {
    try {
      return request.apply(client);
    } catch (NotFoundException | ConflictException e) {
      throw new Gone(oneLine(e), e);
    } catch (DockerException e) {
      throw new SandboxException("The Docker engine refused: " + oneLine(e), e);
    } catch (RuntimeException e) {
      if (Thread.interrupted() || caused(e, InterruptedException.class)) {
        throw new InterruptedException();
      }
      if (caused(e, IOException.class)) {
        throw new SandboxException(
            "No Docker engine answers at "
                + address
                + " ("
                + root(e).getMessage()
                + "): start it, let this user use it, or set DOCKER_HOST.",
            e);
      }
      throw e;
    }
  }

  /** Like {@link #ask}, for requests that answer nothing. */
  void tell(java.util.function.Consumer<DockerClient> request)
      throws SandboxException, InterruptedException {
    ask(
        asked -> {
          request.accept(asked);
          return true;
        });
  }

  /** Why this engine cannot run our sandboxes, and how to mend it. */
  Optional<String> problem() throws InterruptedException {
    try {
      Info info = ask(asked -> asked.infoCmd().exec());
      if (!"linux".equals(info.getOsType())) {
        return Optional.of(
            "The Docker engine runs " + info.getOsType() + " containers: use Linux.");
      }
      List<String> security =
          info.getSecurityOptions() == null ? List.of() : info.getSecurityOptions();
      for (String text : security) {
        if (text.contains("name=rootless") || text.contains("name=userns")) {
          return Optional.of(
              "The Docker engine maps user ids ("
                  + text
                  + "), so commands could not write to the tree: use an engine that does not.");
        }
      }
      return Optional.empty();
    } catch (SandboxException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(Engine.class)
          .atDebug()
          .setCause(e)
          .log("docker_client_close_failed");
    }
  }

  private static String oneLine(DockerException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
  }

  private static boolean caused(Throwable e, Class<? extends Throwable> type) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  private static Throwable root(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }
}
