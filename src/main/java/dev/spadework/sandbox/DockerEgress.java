package dev.spadework.sandbox;

import com.github.dockerjava.api.command.CreateNetworkCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out of sandboxes where the operator listed hosts: for each task a network of its own that
 * leads nowhere, and in it, besides the task's container, one other with the {@link EgressProxy}.
 * When that ends there is no way out left.
 */
final class DockerEgress {
  static final String PURPOSE = "egress";

  private static final Logger log = LoggerFactory.getLogger(DockerEgress.class);
  // From this version an internal network can be told to have no address of the host in it.
  private static final int ISOLATES = 28;
  private static final String BRIDGE = "com.docker.network.bridge.";

  private final Engine engine;
  private final DockerContainers containers;
  private final DockerImages images;
  private final DockerOptions options;
  private final EgressSidecar sidecar;

  DockerEgress(
      Engine engine, DockerContainers containers, DockerImages images, DockerOptions options) {
    this.engine = engine;
    this.containers = containers;
    this.images = images;
    this.options = options;
    this.sidecar = new EgressSidecar(engine, containers, options);
  }

  /** Whether anything may be reached at all. */
  boolean wanted() {
    return !options.egress().isEmpty();
  }

  /** What decides about the way out; another one needs another container. */
  String madeOf(Spec spec) throws SandboxException, InterruptedException {
    return wanted() ? Hash.of(options.egress().toString(), image(spec)) : "";
  }

  /** The outlet that a task has already, if it works. */
  Optional<Outlet> found(Spec spec, List<Container> ours)
      throws SandboxException, InterruptedException {
    String madeOf = madeOf(spec);
    for (Container each : ours) {
      Map<String, String> labels = each.getLabels();
      if (PURPOSE.equals(labels.get(DockerContainers.PURPOSE))
          && madeOf.equals(labels.get(DockerContainers.MADE_OF))
          && "running".equals(each.getState())) {
        String network = each.getHostConfig() == null ? "" : each.getHostConfig().getNetworkMode();
        return address(each.getId(), network).map(address -> new Outlet(network, address));
      }
    }
    return Optional.empty();
  }

  /**
   * A new one; nothing is left of it if that fails.
   *
   * @throws SandboxException if the engine or the image does not allow for it
   */
  Outlet open(Spec spec) throws SandboxException, InterruptedException {
    String image = image(spec);
    try {
      String network = network(spec.task());
      String subnet = subnet(network);
      String id = sidecar.start(image, spec.task(), madeOf(spec), network, subnet);
      return new Outlet(
          network,
          address(id, network)
              .orElseThrow(() -> new SandboxException("The egress proxy has no address.", null)));
    } catch (SandboxException | InterruptedException | RuntimeException e) {
      removeQuietly(spec.task());
      throw e;
    }
  }

  /** Why there can be none, found out by making one. */
  Optional<String> problem(String image) throws InterruptedException {
    if (!wanted()) {
      return Optional.empty();
    }
    String task = "egress-trial-" + Long.toHexString(System.nanoTime());
    Spec spec =
        new Spec(task, java.nio.file.Path.of("/"), image, Optional.empty(), Limits.defaults());
    try {
      open(spec);
      return Optional.empty();
    } catch (SandboxException e) {
      return Optional.of("sandbox.egress cannot be set up: " + e.getMessage());
    } finally {
      removeQuietly(task);
    }
  }

  private String image(Spec spec) throws SandboxException, InterruptedException {
    if (options.egressImage().isEmpty()) {
      return images.id(spec.image());
    }
    String name = options.egressImage().get();
    try {
      return images.id(name);
    } catch (SandboxException e) {
      if (!(e.getCause() instanceof Engine.Gone)) {
        throw e;
      }
      throw new SandboxException(
          "The image \""
              + name
              + "\" is not on the Docker engine: run `docker pull "
              + name
              + "` there, or name another with Java as sandbox.egress-image.",
          e);
    }
  }

  private String network(String task) throws SandboxException, InterruptedException {
    String name = "spadework-" + options.owner() + "-" + task + "-egress";
    String version = engine.ask(client -> client.versionCmd().exec().getVersion());
    Map<String, String> labels =
        Map.of(DockerContainers.OWNER, options.owner(), DockerContainers.TASK, task);
    try {
      return engine.ask(
          client ->
              closed(client.createNetworkCmd(), version)
                  .withName(name)
                  .withDriver("bridge")
                  .withLabels(labels)
                  .exec()
                  .getId());
    } catch (SandboxException e) {
      throw new SandboxException(
          "No network for the egress list ("
              + e.getMessage()
              + "): give the engine more default-address-pools, or take out sandbox.egress.",
          e);
    }
  }

  /** Without a way to other networks, and without the host in it. */
  private static CreateNetworkCmd closed(CreateNetworkCmd network, String version) {
    return network.withInternal(true).withOptions(withoutHost(version));
  }

  /** On an internal network the bridge would still have an address, with the host's ports. */
  private static Map<String, String> withoutHost(String version) {
    int major = Integer.parseInt("0" + version.replaceAll("[^0-9].*", ""));
    return major >= ISOLATES
        ? Map.of(BRIDGE + "gateway_mode_ipv4", "isolated")
        : Map.of(BRIDGE + "inhibit_ipv4", "true");
  }

  private String subnet(String network) throws SandboxException, InterruptedException {
    Network made = engine.ask(client -> client.inspectNetworkCmd().withNetworkId(network).exec());
    return made.getIpam().getConfig().get(0).getSubnet();
  }

  private Optional<String> address(String container, String network)
      throws SandboxException, InterruptedException {
    InspectContainerResponse is =
        engine.ask(client -> client.inspectContainerCmd(container).exec());
    return is.getNetworkSettings().getNetworks().values().stream()
        .filter(each -> network.equals(each.getNetworkID()))
        .map(ContainerNetwork::getIpAddress)
        .filter(address -> address != null && !address.isEmpty())
        .findFirst();
  }

  /** Removes what a task had. */
  void remove(String task) throws SandboxException, InterruptedException {
    for (Container each : containers.of(task)) {
      if (PURPOSE.equals(each.getLabels().get(DockerContainers.PURPOSE))) {
        containers.remove(each.getId());
      }
    }
    for (Network network : networks()) {
      if (task.equals(network.getLabels().get(DockerContainers.TASK))) {
        remove(network);
      }
    }
  }

  /** Removes the networks of tasks no longer alive, after their containers. */
  void reap(Predicate<String> alive) throws SandboxException, InterruptedException {
    for (Network network : networks()) {
      String task = network.getLabels().get(DockerContainers.TASK);
      if (task != null && !alive.test(task)) {
        remove(network);
      }
    }
  }

  private List<Network> networks() throws SandboxException, InterruptedException {
    return engine.ask(
        client ->
            client
                .listNetworksCmd()
                .withFilter("label", List.of(DockerContainers.OWNER + "=" + options.owner()))
                .exec());
  }

  private void remove(Network network) throws SandboxException, InterruptedException {
    engine.tell(
        client -> {
          try {
            client.removeNetworkCmd(network.getId()).exec();
          } catch (DockerException inUse) {
            // Removed by another process meanwhile, or something still hangs on it: next time.
            log.atWarn()
                .setCause(inUse)
                .addKeyValue("network", network.getName())
                .log("network_left");
          }
        });
  }

  private void removeQuietly(String task) {
    // The request must go out although this thread is being cancelled.
    boolean interrupted = Thread.interrupted();
    try {
      remove(task);
    } catch (SandboxException e) {
      log.atWarn().setCause(e).addKeyValue("task", task).log("outlet_left_for_reaper");
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
