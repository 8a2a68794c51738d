package dev.spadework.sandbox;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.HostConfig;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images that sandboxes start from. The operator's image is first <em>prepared</em> for the uid
 * that commands run as: an entry in {@code /etc/passwd} (Java takes {@code user.home} from there,
 * not from HOME) and a HOME and a {@code /work} of its own. Both kinds of image are kept on the
 * engine and found again by a tag that is a hash of what they were made of.
 */
final class DockerImages {
  private static final Logger log = LoggerFactory.getLogger(DockerImages.class);
  private static final String PREPARED = "spadework-prepared";

  // Where the image knows this uid, its HOME is kept: an operator may have warmed it.
  private static final String PREPARE =
      """
      set -e
      uid=$1 gid=$2 home=/home/agent
      touch /etc/passwd /etc/group
      while IFS=: read -r name x u g gecos dir shell; do
        if [ "$u" = "$uid" ] && [ -d "$dir" ] && [ "$dir" != / ]; then home=$dir; known=1; fi
      done < /etc/passwd
      if [ -z "${known:-}" ]; then
        sed -i -e "/^[^:]*:[^:]*:$uid:/d" -e '/^agent:/d' /etc/passwd
        echo "agent:x:$uid:$gid::$home:/bin/sh" >> /etc/passwd
      fi
      grep -q "^[^:]*:[^:]*:$gid:" /etc/group || echo "spadework:x:$gid:" >> /etc/group
      mkdir -p "$home" /work /tmp /spadework
      chown -R "$uid:$gid" "$home" /work /spadework
      echo "$home"
      """;

  private final Engine engine;
  private final DockerContainers containers;
  private final Map<String, ReentrantLock> making = new ConcurrentHashMap<>();

  DockerImages(Engine engine, DockerContainers containers) {
    this.engine = engine;
    this.containers = containers;
  }

  /** An image on the engine, and the HOME that belongs to it. */
  record Image(String id, String home) {}

  /** Makes an image that is not there yet. */
  interface Maker {
    Image make(String tag) throws SandboxException, InterruptedException;
  }

  /** The id of the operator's image. */
  String id(String name) throws SandboxException, InterruptedException {
    try {
      return inspect(name).getId();
    } catch (Engine.Gone e) {
      throw new SandboxException(
          "The image \""
              + name
              + "\" is not on the Docker engine: run `docker pull "
              + name
              + "` there, or name another as sandbox.image.",
          e);
    }
  }

  /** The operator's image made ready for commands of an owner. */
  Image prepared(String imageId, Owner owner) throws SandboxException, InterruptedException {
    String tag = PREPARED + ":" + Hash.of(PREPARE, imageId, owner.toString());
    return kept(tag, ready -> prepare(imageId, owner, ready));
  }

  /** The image with this tag, made first if it is not there; one thread makes it. */
  Image kept(String tag, Maker maker) throws SandboxException, InterruptedException {
    Optional<Image> there = find(tag);
    if (there.isPresent()) {
      return there.get();
    }
    ReentrantLock lock = making.computeIfAbsent(tag, made -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      there = find(tag);
      return there.isPresent() ? there.get() : maker.make(tag);
    } finally {
      lock.unlock();
    }
  }

  Optional<Image> find(String tag) throws SandboxException, InterruptedException {
    try {
      InspectImageResponse image = inspect(tag);
      Map<String, String> labels = image.getConfig() == null ? null : image.getConfig().getLabels();
      String home = labels == null ? null : labels.get(DockerContainers.HOME);
      return home == null ? Optional.empty() : Optional.of(new Image(image.getId(), home));
    } catch (Engine.Gone notThere) {
      return Optional.empty();
    }
  }

  /** Keeps a container's file system as an image. */
  Image commit(String container, String tag, String home)
      throws SandboxException, InterruptedException {
    return commit(container, tag, home, Map.of());
  }

  /**
   * The same with more labels.
   *
   * @param labels beside that which names HOME
   */
  Image commit(String container, String tag, String home, Map<String, String> labels)
      throws SandboxException, InterruptedException {
    String[] name = tag.split(":");
    Map<String, String> all = new java.util.TreeMap<>(labels);
    all.put(DockerContainers.HOME, home);
    String id =
        engine.ask(
            client ->
                client
                    .commitCmd(container)
                    .withRepository(name[0])
                    .withTag(name[1])
                    .withLabels(all)
                    .exec());
    log.atInfo().addKeyValue("image", tag).log("image_kept");
    return new Image(id, home);
  }

  void tag(Image image, String tag) throws SandboxException, InterruptedException {
    String[] name = tag.split(":");
    engine.tell(client -> client.tagImageCmd(image.id(), name[0], name[1]).exec());
  }

  private InspectImageResponse inspect(String name) throws SandboxException, InterruptedException {
    return engine.ask(client -> client.inspectImageCmd(name).exec());
  }

  private Image prepare(String imageId, Owner owner, String tag)
      throws SandboxException, InterruptedException {
    String container =
        containers.start(
            imageId,
            tag.replace(':', '-') + "-" + Long.toHexString(System.nanoTime()),
            HostConfig.newHostConfig().withInit(true).withNetworkMode("none"),
            Map.of(DockerContainers.PURPOSE, "prepare"));
    try {
      Result result =
          new DockerExec(engine, container, owner, "/")
              .asRoot(
                  "sh",
                  "-c",
                  PREPARE,
                  "prepare",
                  String.valueOf(owner.uid()),
                  String.valueOf(owner.gid()));
      if (!result.succeeded()) {
        throw new SandboxException(
            "The image cannot be made ready for commands ("
                + result.output().strip()
                + "): it needs sh, sed, grep and chown.",
            null);
      }
      return commit(container, tag, result.output().strip());
    } finally {
      containers.removeQuietly(container);
    }
  }
}
