package dev.spadework.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.review.Manifests;
import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.Sandbox;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.task.Kind;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What the search for updates brought, read before the agent's first command and kept beside the
 * record: nothing that a command changes afterwards counts.
 *
 * @param outdated what the package managers say
 * @param packages what was fetched, direct dependencies only
 * @param locks the locks that the package managers wrote, by path
 */
record Fetched(String outdated, List<Shipped> packages, Map<String, String> locks) {
  private static final int OUTDATED = 6_000;
  private static final int PACKAGES = 200;
  private static final int NOTES = 40_000;
  private static final int ALL_NOTES = 500_000;
  private static final int LOCK = 400_000;
  private static final int LARGEST_LOCK = 8 << 20;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A package as it came.
   *
   * @param imports the names that code uses it by
   * @param notes the beginning of the changelog in it; untrusted, blank where it ships none
   */
  record Shipped(String name, String version, List<String> imports, String notes) {
    private String file() {
      return file(name, version);
    }

    private static String file(String name, String version) {
      return (name + "-" + version).replaceAll("[^A-Za-z0-9._-]", "_") + ".txt";
    }
  }

  /** Reads it off a sandbox in which nothing has run yet, once for a task. */
  static void keep(Notebook notebook, Sandbox sandbox, Tree tree)
      throws SandboxException, InterruptedException, WorkspaceException {
    if (notebook.task().request().playbook() != Kind.DEPS
        || notebook.kept(name(notebook)).isPresent()
        || notebook.entries().stream()
            .anyMatch(
                entry ->
                    entry.event() instanceof TaskEvent.TestsRan
                        || entry.event() instanceof TaskEvent.ToolStarted)) {
      return;
    }
    Fetched fetched = read(sandbox, tree);
    if (!fetched.equals(new Fetched("", List.of(), Map.of()))) {
      try {
        notebook.keep(name(notebook), JSON.writeValueAsBytes(fetched));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("plain records become JSON", e);
      }
    }
  }

  /** What was kept; empty where nothing was searched. */
  static Optional<Fetched> of(Notebook notebook) {
    try {
      Optional<byte[]> kept = notebook.kept(name(notebook));
      return kept.isEmpty()
          ? Optional.empty()
          : Optional.of(JSON.readValue(kept.get(), Fetched.class));
    } catch (IOException e) {
      throw new IllegalStateException("what was kept of the updates cannot be read", e);
    }
  }

  /** For the model: what is outdated, and where changelogs lie. */
  String words() {
    StringBuilder words = new StringBuilder(outdated);
    for (Shipped each : packages) {
      if (!each.notes.isBlank()) {
        words.append("\nchangelog: ~/updates/notes/").append(each.file());
      }
    }
    return words.toString().strip();
  }

  private static String name(Notebook notebook) {
    return notebook.task().id() + "/updates";
  }

  private static Fetched read(Sandbox sandbox, Tree tree)
      throws SandboxException, InterruptedException, WorkspaceException {
    String outdated =
        said(sandbox, "head -c " + OUTDATED + " ~/updates/outdated.txt 2>/dev/null").strip();
    Map<String, String> notes = notes(sandbox);
    List<Shipped> packages = new ArrayList<>();
    String listed = said(sandbox, "sort -u ~/updates/packages.tsv 2>/dev/null");
    for (String line : listed.lines().limit(PACKAGES).toList()) {
      String[] cells = line.split("\t", -1);
      if (cells.length >= 3) {
        packages.add(
            new Shipped(
                cells[0],
                cells[1],
                List.of(cells[2].strip().split("\\s+")).stream()
                    .filter(name -> name.matches("[@\\w][\\w./@-]+"))
                    .toList(),
                notes.getOrDefault(Shipped.file(cells[0], cells[1]), "")));
      }
    }
    Map<String, String> locks = new TreeMap<>();
    for (String path : tree.base().paths()) {
      if (Manifests.isLock(path) && path.matches("[A-Za-z0-9._/-]+")) {
        lock(sandbox, path).ifPresent(text -> locks.put(path, text));
      }
    }
    return new Fetched(outdated, packages, locks);
  }

  /** The beginning of each changelog, by the name of its file. */
  private static Map<String, String> notes(Sandbox sandbox)
      throws SandboxException, InterruptedException {
    String packed =
        said(
            sandbox,
            ("for f in ~/updates/notes/*.txt; do printf '%%s\t' \"${f##*/}\";"
                    + " head -c %d \"$f\" | base64 | tr -d '\\n'; echo; done | head -c %d")
                .formatted(NOTES, ALL_NOTES));
    Map<String, String> notes = new TreeMap<>();
    for (String line : packed.lines().toList()) {
      String[] cells = line.split("\t", 2);
      if (cells.length == 2) {
        try {
          notes.put(
              cells[0], new String(Base64.getDecoder().decode(cells[1]), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException cut) {
          // The last one, where they are too many: it counts as not shipped, and that is told.
          notes.remove(cells[0]);
        }
      }
    }
    return notes;
  }

  /** Locks are long and alike: they come packed. */
  private static Optional<String> lock(Sandbox sandbox, String path)
      throws SandboxException, InterruptedException {
    String packed =
        said(
                sandbox,
                "gzip -c -- ~/updates/tree/" + path + " | base64 | tr -d '\\n' | head -c " + LOCK)
            .strip();
    if (packed.isEmpty() || packed.length() >= LOCK) {
      return Optional.empty();
    }
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
      return Optional.of(new String(in.readNBytes(LARGEST_LOCK), StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException notPacked) {
      // An image without these tools: then nobody knows what the package manager wrote.
      return Optional.empty();
    }
  }

  private static String said(Sandbox sandbox, String command)
      throws SandboxException, InterruptedException {
    Result result = sandbox.run(command, SOON);
    return result.succeeded() ? result.output() : "";
  }
}
