package dev.spadework.sandbox;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The containers of one owner: made hardened, found by label, removed with their volumes. */
final class DockerContainers {
  static final String TASK = "dev.spadework.task";
  static final String OWNER = "dev.spadework.owner";
  static final String PURPOSE = "dev.spadework.purpose";
  static final String HOME = "dev.spadework.home";

  /** What a sandbox was made of, to tell whether a running one still fits. */
  static final String MADE_OF = "dev.spadework.made-of";

  static final String WORK = "/work";

  private static final String HOST_NAME = "sandbox";

  private final Engine engine;
  private final String owner;

  DockerContainers(Engine engine, String owner) {
    this.engine = engine;
    this.owner = owner;
  }

  /** Limits and walls that hold in every phase. */
  static HostConfig walls(Limits limits) {
    return walls(Wall.IN_EVERY_PHASE, limits);
  }

  static HostConfig walls(Set<Wall> walls, Limits limits) {
    // Java asks for the address of its own host's name, and there is no network to ask.
    return Wall.raise(walls, limits).withExtraHosts(HOST_NAME + ":127.0.0.1");
  }

  /** All that the agent phase sees of the host, and a HOME. */
  static List<Mount> mounts(Spec spec, String home) {
    List<Mount> mounts = new ArrayList<>();
    mounts.add(bind(spec.tree(), WORK, false));
    mounts.add(volume(home));
    for (Spec.Bind each : spec.binds()) {
      mounts.add(bind(each.source(), each.target(), each.readOnly()));
    }
    return mounts;
  }

  static Mount bind(Path source, String target, boolean readOnly) {
    return new Mount()
        .withType(MountType.BIND)
        .withSource(source.toString())
        .withTarget(target)
        .withReadOnly(readOnly);
  }

  /** A volume without a name: it starts as what the image has there and goes with its container. */
  static Mount volume(String target) {
    return new Mount().withType(MountType.VOLUME).withTarget(target);
  }

  /** Makes and starts a container that waits for commands; its first process is root's. */
  String start(String image, String name, HostConfig host, Map<String, String> labels)
      throws SandboxException, InterruptedException {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(OWNER, owner);
    String id =
        engine.ask(
            client ->
                client
                    .createContainerCmd(image)
                    .withName(name)
                    .withLabels(all)
                    .withHostConfig(host)
                    .withUser("0:0")
                    .withHostName(HOST_NAME)
                    .withWorkingDir(WORK)
                    .withEntrypoint("sleep")
                    .withCmd("infinity")
                    .exec()
                    .getId());
    try {
      engine.tell(client -> client.startContainerCmd(id).exec());
      return id;
    } catch (SandboxException | InterruptedException | RuntimeException e) {
      removeQuietly(id);
      throw e;
    }
  }

  /** Our containers of one task, stopped ones too. */
  List<Container> of(String task) throws SandboxException, InterruptedException {
    return labelled(Map.of(OWNER, owner, TASK, task));
  }

  /** All our containers, stopped ones too. */
  List<Container> all() throws SandboxException, InterruptedException {
    return labelled(Map.of(OWNER, owner));
  }

  private List<Container> labelled(Map<String, String> labels)
      throws SandboxException, InterruptedException {
    return engine.ask(
        client -> client.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec());
  }

  /** Removes a container with its volumes; one that is gone already is none to worry about. */
  void remove(String id) throws SandboxException, InterruptedException {
    try {
      engine.tell(
          client -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
    } catch (Engine.Gone gone) {
      org.slf4j.LoggerFactory.getLogger(DockerContainers.class)
          .atDebug()
          .addKeyValue("container", id)
          .log("container_gone");
    }
  }

  /** Removes what cannot be used, when something else already went wrong and is being told. */
  void removeQuietly(String id) {
    // The request must go out although this thread is being cancelled.
    boolean interrupted = Thread.interrupted();
    try {
      remove(id);
    } catch (SandboxException e) {
      org.slf4j.LoggerFactory.getLogger(DockerContainers.class)
          .atWarn()
          .setCause(e)
          .addKeyValue("container", id)
          .log("container_left_for_reaper");
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
