package dev.spadework.attacks;

import dev.spadework.redact.Redactor;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.PoolSettings;
import dev.spadework.workspace.Remote;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Clean trees that wait for tasks, and what may befall them meanwhile. */
final class TamperedPool implements Scene {
  private static final String CHANGED = "change a file of a waiting tree";

  private final Map<String, Change> changes = new LinkedHashMap<>();
  private Path data;
  private Git source;
  private Remote remote;
  private int tasks;

  private interface Change {
    void in(Path waiting) throws Exception;
  }

  TamperedPool() {
    changes.put(
        CHANGED,
        home -> {
          Path file = home.resolve("work/f");
          FileTime before = Files.getLastModifiedTime(file);
          Files.writeString(file, "evil\n");
          Files.setLastModifiedTime(file, before);
        });
    changes.put(
        "add an ignored file to a waiting tree",
        home -> Files.writeString(home.resolve("work/evil.o"), "evil"));
    changes.put(
        "plant a configuration beside a waiting tree",
        home ->
            Files.writeString(
                home.resolve("git/config"), "[core]\n\tworktree = /\n\tbare = false\n"));
    changes.put(
        "put a repository of the host below a waiting tree",
        home -> Files.writeString(home.resolve("git/objects/info/alternates"), "/nowhere\n"));
    changes.put(
        "a waiting tree that says it is of another commit",
        home -> {
          List<String> lines = Files.readAllLines(home.resolve("note"));
          String older = source.run("rev-parse", "HEAD~1").strip();
          Files.write(home.resolve("note"), List.of(older, lines.get(1), lines.get(2)));
        });
    changes.put("a waiting tree whose note is lost", home -> Files.delete(home.resolve("note")));
    changes.put(
        "die between the move and the note",
        home -> Files.move(home, data.resolve("trees/t-%08d".formatted(tasks))));
    changes.put(
        "the base branch is moved by force",
        home -> {
          source.run("reset", "-q", "--hard", "HEAD~1");
          source.write("g", "forced\n").commit("forced");
        });
  }

  static List<Defence> defences() {
    return List.of(
        new Defence(
            "a waiting tree is compared with its seal",
            "dev.spadework.workspace.Pool#sound",
            (self, arguments) -> true,
            CHANGED));
  }

  @Override
  public String group() {
    return "Hostile repository";
  }

  @Override
  public List<Attack> attacks() {
    return changes.keySet().stream()
        .map(
            name ->
                new Attack(
                    name, "before the next task takes it", "the task gets its base, byte for byte"))
        .toList();
  }

  @Override
  public void play(Path dir, Tally tally) throws Exception {
    data = dir.resolve("data");
    source = Git.init(dir.resolve("source")).write(".gitignore", "*.o\n").write("f", "old\n");
    source.commit("one");
    source.write("f", "good\n").commit("two");
    remote = Remote.of("acme/pool", source.directory().toString());
    try (Workspace workspace =
        Workspace.at(data, Redactor.of(List.of()), new PoolSettings(1, 1 << 30))) {
      task(workspace);
      for (Map.Entry<String, Change> each : changes.entrySet()) {
        workspace.awaitPool();
        each.getValue().in(waiting());
        Tree tree = task(workspace);
        String now = files(tree.root());
        String base = source.run("ls-tree", "-r", "--name-only", "HEAD");
        boolean same = now.equals(base) && sound(tree);
        tally.judge(each.getKey(), same, "the task found " + now);
      }
    }
  }

  private boolean sound(Tree tree) throws InterruptedException {
    try {
      return tree.snapshot().equals(source.run("rev-parse", "HEAD^{tree}").strip());
    } catch (WorkspaceException brokenByWhatItWasGiven) {
      return false;
    }
  }

  private Tree task(Workspace workspace) throws Exception {
    String commit = workspace.pin(remote, "main").commit();
    return workspace.open("t-%08d".formatted(tasks++), remote, commit);
  }

  private Path waiting() throws IOException {
    try (Stream<Path> all = Files.walk(data.resolve("pool"), 2)) {
      return all.filter(each -> each.getFileName().toString().startsWith("clean-"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no tree waits"));
    }
  }

  private static String files(Path root) throws IOException {
    StringBuilder names = new StringBuilder();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .map(each -> root.relativize(each).toString())
          .sorted()
          .forEach(name -> names.append(name).append('\n'));
    }
    return names.toString();
  }
}
