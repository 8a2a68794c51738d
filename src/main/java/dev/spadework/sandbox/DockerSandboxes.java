package dev.spadework.sandbox;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One hardened container per task. Its containers are found by label, so it holds no state. */
final class DockerSandboxes implements Sandboxes {
  private static final Logger log = LoggerFactory.getLogger(DockerSandboxes.class);
  private static final String AGENT = "agent";

  private final DockerOptions options;
  private final Engine engine;
  private final DockerContainers containers;
  private final DockerImages images;
  private final DockerSetup setup;
  private final DockerEgress egress;

  DockerSandboxes(DockerOptions options) {
    this.options = options;
    this.engine = new Engine(options.host());
    this.containers = new DockerContainers(engine, options.owner());
    this.images = new DockerImages(engine, containers);
    this.setup =
        new DockerSetup(
            engine,
            containers,
            images,
            options,
            new SetupCache(engine, images, options, Clock.systemUTC()));
    this.egress = new DockerEgress(engine, containers, images, options);
  }

  @Override
  public String kind() {
    return "docker";
  }

  @Override
  public Optional<String> problem() throws InterruptedException {
    return engine.problem();
  }

  @Override
  public Optional<String> problem(String image) throws InterruptedException {
    Optional<String> problem = problem();
    if (problem.isPresent()) {
      return problem;
    }
    try {
      images.id(image);
      return egress.problem(image);
    } catch (SandboxException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Sandbox open(Spec spec) throws SandboxException, InterruptedException {
    Owner owner = Owner.of(spec.tree());
    String imageId = images.id(spec.image());
    String madeOf = madeOf(spec, imageId, owner) + egress.madeOf(spec);
    List<Container> ours = containers.of(spec.task());
    Optional<Outlet> there = egress.found(spec, ours);
    for (Container container : ours) {
      if (fits(container, madeOf) && there.isPresent() == egress.wanted()) {
        return sandbox(container.getId(), spec, owner, home(container), there, false);
      }
    }
    for (Container container : ours) {
      // Stopped by a restart of the engine, of other settings, or left by a setup that was cut off.
      log.atInfo().addKeyValue("task", spec.task()).log("stale_container_removed");
      containers.remove(container.getId());
    }
    egress.remove(spec.task());
    DockerImages.Image image = images.prepared(imageId, owner);
    if (spec.setup().isPresent()) {
      image = setup.of(spec, spec.setup().get(), image, owner);
    }
    Optional<Outlet> outlet = egress.wanted() ? Optional.of(egress.open(spec)) : Optional.empty();
    String id = start(spec, image, madeOf, outlet);
    return sandbox(id, spec, owner, image.home(), outlet, true);
  }

  @Override
  public void reap(Predicate<String> alive) throws SandboxException, InterruptedException {
    for (Container container : containers.all()) {
      String task = container.getLabels().get(DockerContainers.TASK);
      // Without a task it prepares an image, which takes seconds and removes itself.
      if (task != null && !alive.test(task)) {
        log.atInfo().addKeyValue("task", task).log("orphan_container_removed");
        containers.remove(container.getId());
      }
    }
    egress.reap(alive);
    setup.reap(alive);
  }

  @Override
  public void close() {
    engine.close();
  }

  private String start(Spec spec, DockerImages.Image image, String madeOf, Optional<Outlet> outlet)
      throws SandboxException, InterruptedException {
    HostConfig walls = DockerContainers.walls(Wall.ALL, spec.limits());
    HostConfig host = outlet.map(way -> way.join(walls)).orElse(walls);
    return containers.start(
        image.id(),
        "spadework-" + options.owner() + "-" + spec.task(),
        host.withMounts(DockerContainers.mounts(spec, image.home())),
        Map.of(
            DockerContainers.TASK,
            spec.task(),
            DockerContainers.PURPOSE,
            AGENT,
            DockerContainers.HOME,
            image.home(),
            DockerContainers.MADE_OF,
            madeOf));
  }

  private Sandbox sandbox(
      String id, Spec spec, Owner owner, String home, Optional<Outlet> outlet, boolean fresh)
      throws SandboxException, InterruptedException {
    List<String> proxy = outlet.map(Outlet::environment).orElse(List.of());
    DockerExec exec = new DockerExec(engine, id, owner, home, proxy);
    DockerSandbox sandbox =
        new DockerSandbox(engine, containers, egress, exec, id, spec, owner, home, fresh);
    if (!fresh) {
      sandbox.settle();
    }
    if (spec.setup().isPresent()) {
      Leftovers.unpack(exec);
    }
    return sandbox;
  }

  private static boolean fits(Container container, String madeOf) {
    Map<String, String> labels = container.getLabels();
    return AGENT.equals(labels.get(DockerContainers.PURPOSE))
        && madeOf.equals(labels.get(DockerContainers.MADE_OF))
        && "running".equals(container.getState());
  }

  private static String home(Container container) {
    return String.valueOf(container.getLabels().get(DockerContainers.HOME));
  }

  /**
   * The tree's inode is part of it: a mount stays with a directory that was replaced by another.
   */
  private static String madeOf(Spec spec, String imageId, Owner owner) throws SandboxException {
    try {
      return Hash.of(
          imageId,
          owner.toString(),
          spec.tree().toString(),
          Files.getAttribute(spec.tree(), "unix:ino").toString(),
          spec.setup().orElse(""),
          spec.limits().toString(),
          spec.binds().toString());
    } catch (IOException e) {
      throw new SandboxException("The tree " + spec.tree() + " cannot be read: " + e, e);
    }
  }
}
