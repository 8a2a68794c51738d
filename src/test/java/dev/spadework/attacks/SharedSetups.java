package dev.spadework.attacks;

import dev.spadework.agent.Yard;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.Pristine;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.sandbox.Spec;
import dev.spadework.workspace.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a setup runs on, and who gets what it prepared. */
final class SharedSetups implements Scene {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String TEST = "sh test.sh";

  private static final Attack MANIFEST =
      new Attack(
          "a changed manifest meets the network",
          "the agent writes package.json, the task rests, its setup runs again",
          "the setup sees the base commit only");
  private static final Attack STRANGER =
      new Attack(
          "another repository prepares this one's setup",
          "the same command and manifests, another script beside them",
          "each repository has its own");
  private static final Attack LOCK =
      new Attack(
          "an old lock file's packages are handed on",
          "the base has another lock file than the setup that is kept",
          "the setup runs again");

  static List<Defence> defences() {
    return List.of(
        new Defence(
            "setup runs on the base commit",
            "dev.spadework.sandbox.DockerSetup#pristine",
            (self, arguments) -> new WorkTree(((Spec) arguments[0]).tree()),
            MANIFEST.name()),
        new Defence(
            "setups are shared within a branch only",
            "dev.spadework.sandbox.DockerSetup#scope",
            (self, arguments) -> "",
            STRANGER.name()),
        new Defence(
            "lock files are part of a setup's key",
            "dev.spadework.sandbox.SetupInputs#addTo",
            (self, arguments) -> null,
            LOCK.name()));
  }

  /** What an agent has worked in, taken for pristine. */
  private record WorkTree(Path tree) implements Pristine {
    @Override
    public String scope() {
      return "any";
    }

    @Override
    public void writeTo(Path directory) throws SandboxException {
      try (Stream<Path> all = Files.walk(tree)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          Path copy = directory.resolve(tree.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      } catch (IOException e) {
        throw new SandboxException("cannot be copied", e);
      }
    }
  }

  private final String owner = "shared-" + ProcessHandle.current().pid();

  @Override
  public String group() {
    return "Hostile build";
  }

  @Override
  public List<Attack> attacks() {
    return List.of(MANIFEST, STRANGER, LOCK);
  }

  @Override
  public void play(Path dir, Tally tally) throws Exception {
    DockerEngine.assumeRunning();
    try {
      meetsTheNetwork(dir.resolve("network"), tally);
      preparesOthers(dir.resolve("others"), tally);
    } finally {
      Yard.forget(owner);
    }
  }

  private void meetsTheNetwork(Path dir, Tally tally) throws Exception {
    Git source = source(dir, "package.json", "{\"from\":\"base\"}");
    source.write("test.sh", "echo 1 passed\n").commit("base");
    String setup = "cat package.json >> \"$HOME/ran\"";
    try (Yard yard = yard(dir, source, setup)) {
      yard.baseline();
      Files.writeString(yard.root().resolve("package.json"), "{\"from\":\"agent\"}");
      yard.rest();
      String ran = yard.run("cat \"$HOME/ran\"").output();
      tally.judge(MANIFEST.name(), !ran.contains("agent"), "the setup ran on " + ran);
    }
  }

  private void preparesOthers(Path dir, Tally tally) throws Exception {
    String setup = "sh scripts/setup.sh; cat package-lock.json >> \"$HOME/by\"";
    Git thief = source(dir.resolve("thief"), "scripts/setup.sh", "echo thief > \"$HOME/by\"");
    thief.write("package-lock.json", "{}").commit("base");
    Git victim = source(dir.resolve("victim"), "scripts/setup.sh", "echo own > \"$HOME/by\"");
    victim.write("package-lock.json", "{}").commit("base");
    try (Yard yard = yard(dir.resolve("thief"), "acme/thief", thief, setup)) {
      yard.run("true");
    }
    try (Yard yard = yard(dir.resolve("victim"), "acme/victim", victim, setup)) {
      String by = yard.run("cat \"$HOME/by\"").output();
      tally.judge(STRANGER.name(), by.startsWith("own"), "prepared by " + by);
    }
    victim.write("package-lock.json", "{\"new\":1}").commit("other packages");
    try (Yard yard = yard(dir.resolve("later"), "acme/victim", victim, setup)) {
      String by = yard.run("cat \"$HOME/by\"").output();
      tally.judge(LOCK.name(), by.contains("new"), "it got " + by);
    }
  }

  private static Git source(Path dir, String file, String text) {
    return Git.init(dir.resolve("source")).write(file, text);
  }

  private Yard yard(Path dir, Git source, String setup) {
    return yard(dir, "acme/" + dir.getFileName(), source, setup);
  }

  private Yard yard(Path dir, String name, Git source, String setup) {
    return new Yard(
        dir.resolve("data"),
        source,
        owner,
        DockerEngine.IMAGE,
        Yard.Settled.of(name, setup, TEST),
        LONG);
  }
}
