package dev.spadework.sandbox;

import com.github.dockerjava.api.model.Image;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images that setups have left, by their inputs. They may take only so much room; those that
 * were not used for longest go first, and none that a task has. The engine keeps all of it, in
 * tags, so that processes that share an engine agree.
 */
final class SetupCache {
  /** How many bytes a setup added to its image. */
  static final String BYTES = "dev.spadework.setup-bytes";

  private static final Logger log = LoggerFactory.getLogger(SetupCache.class);
  private static final String KEPT = "spadework-setup";
  private static final String OF_TASK = "spadework-task";
  private static final String USED = "spadework-used";
  private static final int MOST = 100;

  /** Between finding an image and starting a container from it, it is in nobody's name yet. */
  private static final Duration SAFE = Duration.ofMinutes(10);

  private final Engine engine;
  private final DockerImages images;
  private final DockerOptions options;
  private final Clock clock;

  SetupCache(Engine engine, DockerImages images, DockerOptions options, Clock clock) {
    this.engine = engine;
    this.images = images;
    this.options = options;
    this.clock = clock;
  }

  /** The image that a task's setup left. */
  Optional<DockerImages.Image> ofTask(String task, String inputs)
      throws SandboxException, InterruptedException {
    return images.find(taskTag(task, inputs));
  }

  /** The image with these inputs, made first if it is not there; the task has it from now on. */
  DockerImages.Image kept(String key, String task, String inputs, DockerImages.Maker maker)
      throws SandboxException, InterruptedException {
    DockerImages.Image image = images.kept(KEPT + ":" + options.owner() + "_" + key, maker);
    images.tag(image, taskTag(task, inputs));
    String prefix = USED + ":" + options.owner() + "_" + key + "_";
    String now = prefix + clock.instant().getEpochSecond();
    images.tag(image, now);
    for (String tag : tags(USED, prefix)) {
      if (!tag.equals(now)) {
        untag(tag);
      }
    }
    return image;
  }

  /** Lets go of what belongs to tasks no longer alive, then of what is too much. */
  void reap(Predicate<String> alive) throws SandboxException, InterruptedException {
    String ours = OF_TASK + ":" + options.owner() + "_";
    for (String tag : tags(OF_TASK, ours)) {
      String rest = tag.substring(ours.length());
      if (!alive.test(rest.substring(0, Math.max(0, rest.indexOf('_'))))) {
        untag(tag);
      }
    }
    for (Kept each : tooMuch()) {
      log.atInfo()
          .addKeyValue("image", each.key)
          .addKeyValue("bytes", each.bytes)
          .log("setup_let_go");
      for (String tag : each.tags) {
        untag(tag);
      }
    }
  }

  /** One image of a setup, and what is known of its use. */
  record Kept(String key, List<String> tags, long bytes, Instant used, boolean inUse) {}

  /** The least recently used beyond the limits. */
  List<Kept> tooMuch() throws SandboxException, InterruptedException {
    List<Kept> all = new ArrayList<>(all());
    all.sort(Comparator.comparing(Kept::used).reversed());
    List<Kept> gone = new ArrayList<>();
    long bytes = 0;
    int count = 0;
    for (Kept each : all) {
      bytes += each.bytes;
      count++;
      if (!each.inUse && (bytes > options.setupCache() || count > MOST)) {
        gone.add(each);
        bytes -= each.bytes;
        count--;
      }
    }
    return gone;
  }

  private List<Kept> all() throws SandboxException, InterruptedException {
    Set<String> running = new HashSet<>();
    engine
        .ask(client -> client.listContainersCmd().withShowAll(true).exec())
        .forEach(container -> running.add(container.getImageId()));
    String ours = ":" + options.owner() + "_";
    Instant safe = clock.instant().minus(SAFE);
    List<Kept> all = new ArrayList<>();
    Map<String, Set<String>> named = new HashMap<>();
    for (String repository : List.of(KEPT, OF_TASK, USED)) {
      for (Image image : list(repository)) {
        named.computeIfAbsent(image.getId(), id -> new TreeSet<>()).addAll(tags(image));
      }
    }
    for (Image image : list(KEPT)) {
      List<String> tags = List.copyOf(named.getOrDefault(image.getId(), Set.of()));
      Optional<String> key = tags.stream().filter(tag -> tag.startsWith(KEPT + ours)).findFirst();
      if (key.isPresent()) {
        Instant used = used(tags, USED + ours).orElse(Instant.ofEpochSecond(image.getCreated()));
        boolean inUse =
            running.contains(image.getId())
                || used.isAfter(safe)
                || tags.stream().anyMatch(tag -> tag.startsWith(OF_TASK + ":"));
        all.add(new Kept(key.get(), tags, bytes(image), used, inUse));
      }
    }
    return all;
  }

  private static Optional<Instant> used(List<String> tags, String prefix) {
    return tags.stream()
        .filter(tag -> tag.startsWith(prefix))
        .map(tag -> tag.substring(tag.lastIndexOf('_') + 1))
        .filter(seconds -> seconds.matches("\\d{1,12}"))
        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
        .max(Comparator.naturalOrder());
  }

  private static long bytes(Image image) {
    Map<String, String> labels = image.getLabels() == null ? Map.of() : image.getLabels();
    String told = labels.getOrDefault(BYTES, "");
    return told.matches("\\d{1,18}") ? Long.parseLong(told) : image.getSize();
  }

  private List<String> tags(String repository, String prefix)
      throws SandboxException, InterruptedException {
    return list(repository).stream()
        .flatMap(image -> tags(image).stream())
        .filter(tag -> tag.startsWith(prefix))
        .distinct()
        .toList();
  }

  private List<Image> list(String repository) throws SandboxException, InterruptedException {
    return engine.ask(client -> client.listImagesCmd().withReferenceFilter(repository).exec());
  }

  /** Engines differ in whether a filter also trims the tags that they tell. */
  private static List<String> tags(Image image) {
    return image.getRepoTags() == null ? List.of() : Arrays.asList(image.getRepoTags());
  }

  /** Not forced: this takes the tag away, and the image only if nothing else names it. */
  private void untag(String tag) throws SandboxException, InterruptedException {
    try {
      engine.tell(client -> client.removeImageCmd(tag).exec());
    } catch (Engine.Gone gone) {
      log.atDebug().addKeyValue("image", tag).log("image_gone");
    }
  }

  private String taskTag(String task, String inputs) {
    return OF_TASK + ":" + options.owner() + "_" + task + "_" + inputs;
  }
}
