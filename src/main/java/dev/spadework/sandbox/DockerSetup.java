package dev.spadework.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The setup phase: the repository's setup command runs with network and without credentials on the
 * tree as people committed it. What it leaves in HOME and in the tree is kept as an image that
 * agent phases start from. It never sees a tree that an agent has worked in: such a tree may hold
 * what a package manager would run.
 */
final class DockerSetup {
  /** The most that HOME and the rest of the system may grow. */
  private static final long MOST_KEPT = 8L << 30;

  private static final Logger log = LoggerFactory.getLogger(DockerSetup.class);
  private static final String SOURCE = "/mnt/tree";

  private final Engine engine;
  private final DockerContainers containers;
  private final DockerImages images;
  private final DockerOptions options;
  private final SetupCache cache;

  DockerSetup(
      Engine engine,
      DockerContainers containers,
      DockerImages images,
      DockerOptions options,
      SetupCache cache) {
    this.engine = engine;
    this.containers = containers;
    this.images = images;
    this.options = options;
    this.cache = cache;
  }

  /** The prepared image with what the setup left; made if no setup with these inputs has run. */
  DockerImages.Image of(Spec spec, String command, DockerImages.Image prepared, Owner owner)
      throws SandboxException, InterruptedException {
    String inputs = Hash.of(prepared.id(), command).substring(0, 12);
    Optional<DockerImages.Image> own = cache.ofTask(spec.task(), inputs);
    if (own.isPresent()) {
      return own.get();
    }
    Path base = base(spec, owner);
    try {
      return cache.kept(
          key(spec, command, prepared, base),
          spec.task(),
          inputs,
          tag -> run(spec, base, command, prepared, owner, tag));
    } finally {
      ProcessSandboxes.delete(base);
    }
  }

  /** Lets go of what tasks no longer alive had, and of what is too much. */
  void reap(Predicate<String> alive) throws SandboxException, InterruptedException {
    cache.reap(alive);
  }

  /** Everything that decides about the outcome, and within what it may be shared. */
  private static String key(Spec spec, String command, DockerImages.Image prepared, Path base)
      throws SandboxException {
    Hash hash = new Hash();
    hash.add(scope(spec).getBytes(StandardCharsets.UTF_8));
    hash.add(prepared.id().getBytes(StandardCharsets.UTF_8));
    hash.add(command.getBytes(StandardCharsets.UTF_8));
    SetupInputs.addTo(hash, base);
    return hash.name();
  }

  private static String scope(Spec spec) {
    return spec.pristine().scope();
  }

  private static Path base(Spec spec, Owner owner) throws SandboxException, InterruptedException {
    try {
      Path base = Files.createTempDirectory(spec.tree().getParent(), "base-");
      pristine(spec).writeTo(base);
      owner.adopt(base);
      return base;
    } catch (IOException e) {
      throw new SandboxException("No directory can be made beside " + spec.tree() + ": " + e, e);
    }
  }

  private static Pristine pristine(Spec spec) {
    return spec.pristine();
  }

  private DockerImages.Image run(
      Spec spec, Path base, String command, DockerImages.Image prepared, Owner owner, String tag)
      throws SandboxException, InterruptedException {
    log.atInfo().addKeyValue("task", spec.task()).log("setup_started");
    String container = start(spec, base, prepared, tag);
    try {
      DockerExec exec = new DockerExec(engine, container, owner, prepared.home());
      Result copied =
          exec.run(
              List.of("sh", "-c", "cp -a " + SOURCE + "/. " + DockerContainers.WORK),
              Duration.ofMinutes(10),
              spec.limits().outputBytes());
      Result result =
          copied.succeeded()
              ? exec.run(
                  Shell.command(command), options.setupTimeout(), spec.limits().outputBytes())
              : copied;
      if (!result.succeeded()) {
        throw new SetupFailedException(result);
      }
      // Before anything is kept: what still runs could change it, or wait for the agent's phase.
      exec.killEverything();
      Leftovers.pack(exec, SOURCE, spec.limits().diskBytes());
      log.atInfo()
          .addKeyValue("task", spec.task())
          .addKeyValue("millis", result.took().toMillis())
          .log("setup_done");
      return images.commit(
          container,
          tag,
          prepared.home(),
          Map.of(SetupCache.BYTES, String.valueOf(grown(container, result))));
    } finally {
      containers.removeQuietly(container);
    }
  }

  /** How many bytes the setup added outside the tree. */
  private long grown(String container, Result result)
      throws SandboxException, InterruptedException {
    Long bytes =
        engine.ask(
            client -> client.inspectContainerCmd(container).withSize(true).exec().getSizeRw());
    long grown = bytes == null ? 0 : bytes;
    if (grown > MOST_KEPT) {
      throw new SetupFailedException(
          "The setup command left more than "
              + (MOST_KEPT >> 30)
              + " GiB in HOME; have it fetch less.",
          result);
    }
    return grown;
  }

  private String start(Spec spec, Path base, DockerImages.Image prepared, String tag)
      throws SandboxException, InterruptedException {
    return containers.start(
        prepared.id(),
        tag.replace(':', '-') + "-" + Long.toHexString(System.nanoTime()),
        DockerContainers.walls(spec.limits())
            .withNetworkMode("bridge")
            .withMounts(
                List.of(
                    DockerContainers.bind(base, SOURCE, true),
                    DockerContainers.volume(DockerContainers.WORK))),
        Map.of(DockerContainers.TASK, spec.task(), DockerContainers.PURPOSE, "setup"));
  }
}
