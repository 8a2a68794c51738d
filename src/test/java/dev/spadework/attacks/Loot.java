package dev.spadework.attacks;

import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.Task;
import dev.spadework.worker.House;
import dev.spadework.worker.Shop;
import dev.spadework.workspace.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What has come out of a whole task, at every exit: model requests, forge requests, pushed objects,
 * the record, the database and every other file that was written. Who decides says yes to all.
 */
final class Loot {
  private static final int APPROVALS = 6;

  private final Map<String, List<String>> exits = new LinkedHashMap<>();
  private final List<String> questions = new ArrayList<>();
  private Optional<Git> origin = Optional.empty();
  private String branch = "";

  private Loot() {}

  /** Plays the task, with every question approved, and gathers what came out. */
  static Loot of(Path dir, String request, dev.spadework.desk.Script script, Plant plant)
      throws Exception {
    DockerEngine.assumeRunning();
    Git source = Shop.in(dir.resolve("source"));
    plant.in(source);
    source.commit("What it carries");
    Loot loot = new Loot();
    try (Sandboxes docker =
            Sandboxes.docker(DockerOptions.of("loot-" + ProcessHandle.current().pid()));
        House house = new House(dir, script, docker, source)) {
      String id = house.ask(request);
      Task task = loot.played(house, id);
      loot.gather(house, task, dir);
      house.stop();
      docker.reap(Set.of());
    }
    return loot;
  }

  /** Puts things into the repository. */
  interface Plant {
    void in(Git source) throws IOException;
  }

  private Task played(House house, String id) {
    for (int i = 0; i < APPROVALS; i++) {
      int answered = questions.size();
      Task task =
          house.await(
              id,
              t ->
                  t.ending().isPresent()
                      || t.gates().open().isPresent() && t.gates().settled().size() == answered);
      if (task.ending().isPresent()) {
        return task;
      }
      Gate gate = task.gates().open().orElseThrow();
      questions.add(gate.toString());
      house.decide(id, Choice.APPROVE, "");
    }
    return house.await(id, t -> t.ending().isPresent());
  }

  private void gather(House house, Task task, Path dir) throws IOException {
    exits.put("model", house.model.seen().stream().map(seen -> seen.body()).toList());
    exits.put(
        "forge",
        house.github.requests().stream().map(r -> r.path() + r.query() + r.body()).toList());
    exits.put(
        "record",
        house.journal.entries(task.id()).stream().map(e -> e.event().toString()).toList());
    exits.put("questions", questions);
    origin = Optional.of(house.origin);
    branch = house.origin.run("branch", "--list", "spadework/*", "--format=%(refname)").strip();
    exits.put(
        "branch",
        branch.isEmpty()
            ? List.of()
            : List.of(branch, house.origin.run("log", "-p", "main.." + branch)));
    try (Stream<Path> below = Files.walk(dir)) {
      exits.put(
          "files",
          below
              .filter(Files::isRegularFile)
              .filter(f -> !f.startsWith(dir.resolve("served")))
              .filter(f -> !f.startsWith(dir.resolve("source")))
              .filter(f -> !f.startsWith(dir.resolve("data/trees")))
              .map(Loot::read)
              .toList());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where this came out; empty if nowhere. */
  String where(String secret) {
    List<String> found = new ArrayList<>();
    exits.forEach(
        (exit, texts) -> {
          if (texts.stream().anyMatch(text -> text.contains(secret))) {
            found.add(exit);
          }
        });
    return String.join(", ", found);
  }

  /** Tells the tally whether this came out anywhere. */
  void judge(Tally tally, String attack, String secret) {
    String where = where(secret);
    tally.judge(attack, where.isEmpty(), "it came out by: " + where);
  }

  /** What people were asked, with what they were shown. */
  String questions() {
    return String.join("\n", questions);
  }

  /** A file as it was pushed; empty where it is not on the branch, or there is none. */
  String pushed(String path) {
    if (branch.isEmpty() || !names().contains(path)) {
      return "";
    }
    return origin.orElseThrow().run("show", branch + ":" + path);
  }

  /** The names of all files of the branch; empty if nothing was pushed. */
  String names() {
    return branch.isEmpty() ? "" : origin.orElseThrow().run("ls-tree", "-r", "--name-only", branch);
  }
}
