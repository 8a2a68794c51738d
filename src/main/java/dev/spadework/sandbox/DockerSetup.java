package dev.spadework.sandbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The setup phase: the repository's setup command runs with network and without credentials on a
 * copy of the tree, and what it leaves in HOME is kept as an image that agent phases start from.
 */
final class DockerSetup {
  private static final Logger log = LoggerFactory.getLogger(DockerSetup.class);
  private static final String KEPT = "spadework-setup";
  private static final String OF_TASK = "spadework-task";
  private static final String SOURCE = "/mnt/tree";

  private final Engine engine;
  private final DockerContainers containers;
  private final DockerImages images;
  private final DockerOptions options;

  DockerSetup(
      Engine engine, DockerContainers containers, DockerImages images, DockerOptions options) {
    this.engine = engine;
    this.containers = containers;
    this.images = images;
    this.options = options;
  }

  /** The prepared image with the setup's HOME; made if no setup with these inputs has run. */
  DockerImages.Image of(Spec spec, String command, DockerImages.Image prepared, Owner owner)
      throws SandboxException, InterruptedException {
    // The task keeps the image that its first opening got: a later tree may carry what an agent
    // wrote, and that must not be run with a network.
    String ofTask = ofTask(spec.task(), Hash.of(prepared.id(), command).substring(0, 12));
    Optional<DockerImages.Image> own = images.find(ofTask);
    if (own.isPresent()) {
      return own.get();
    }
    Hash hash = new Hash();
    hash.add(prepared.id().getBytes(StandardCharsets.UTF_8));
    hash.add(command.getBytes(StandardCharsets.UTF_8));
    SetupInputs.addTo(hash, spec.tree());
    DockerImages.Image image =
        images.kept(KEPT + ":" + hash.name(), tag -> run(spec, command, prepared, owner, tag));
    images.tag(image, ofTask);
    return image;
  }

  /** Lets go of the images that were kept for tasks no longer alive; those by input stay. */
  void reap(java.util.Set<String> liveTasks) throws SandboxException, InterruptedException {
    String ours = OF_TASK + ":" + options.owner() + "_";
    for (var image :
        engine.ask(client -> client.listImagesCmd().withReferenceFilter(OF_TASK).exec())) {
      for (String tag : image.getRepoTags() == null ? new String[0] : image.getRepoTags()) {
        if (tag.startsWith(ours)
            && liveTasks.stream().noneMatch(task -> tag.startsWith(ours + task + "_"))) {
          // Not forced: this takes the tag away, and the image only if nothing else names it.
          engine.tell(client -> client.removeImageCmd(tag).exec());
        }
      }
    }
  }

  private String ofTask(String task, String inputs) {
    return OF_TASK + ":" + options.owner() + "_" + task + "_" + inputs;
  }

  private DockerImages.Image run(
      Spec spec, String command, DockerImages.Image prepared, Owner owner, String tag)
      throws SandboxException, InterruptedException {
    log.atInfo().addKeyValue("task", spec.task()).log("setup_started");
    String container = start(spec, prepared, tag);
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
      exec.killEverything();
      log.atInfo()
          .addKeyValue("task", spec.task())
          .addKeyValue("millis", result.took().toMillis())
          .log("setup_done");
      return images.commit(container, tag, prepared.home());
    } finally {
      containers.removeQuietly(container);
    }
  }

  private String start(Spec spec, DockerImages.Image prepared, String tag)
      throws SandboxException, InterruptedException {
    Path tree = spec.tree();
    return containers.start(
        prepared.id(),
        tag.replace(':', '-') + "-" + Long.toHexString(System.nanoTime()),
        DockerContainers.walls(spec.limits())
            .withNetworkMode("bridge")
            .withMounts(
                List.of(
                    DockerContainers.bind(tree, SOURCE, true),
                    DockerContainers.volume(DockerContainers.WORK))),
        Map.of(DockerContainers.TASK, spec.task(), DockerContainers.PURPOSE, "setup"));
  }
}
