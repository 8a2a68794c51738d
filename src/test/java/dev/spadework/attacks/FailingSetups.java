package dev.spadework.attacks;

import dev.spadework.agent.Yard;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.workspace.Git;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Setups that do not come to an end, or to a good one. */
final class FailingSetups implements Scene {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String TEST = "sh test.sh";

  private static final Attack HANG =
      new Attack("setup hangs", "`sleep 600`", "ended in time; a person is told in one line");
  private static final Attack MUCH =
      new Attack("setup fills the archive", "more than may be kept", "one line to a person");

  static List<Defence> defences() {
    return List.of(
        new Defence(
            "a setup has only so long",
            "dev.spadework.sandbox.DockerOptions#setupTimeout",
            (self, arguments) -> Duration.ofSeconds(40),
            HANG.name()),
        new Defence(
            "a setup leaves only so much",
            "dev.spadework.sandbox.Leftovers#pack",
            (self, arguments) -> null,
            MUCH.name()));
  }

  private final String owner = "failing-" + ProcessHandle.current().pid();

  @Override
  public String group() {
    return "Hostile build";
  }

  @Override
  public List<Attack> attacks() {
    return List.of(HANG, MUCH);
  }

  @Override
  public void play(Path dir, Tally tally) throws Exception {
    DockerEngine.assumeRunning();
    try {
      fails(dir, tally);
    } finally {
      Yard.forget(owner);
    }
  }

  private void fails(Path dir, Tally tally) throws Exception {
    Git source = Git.init(dir.resolve("source")).write("test.sh", "echo 1 passed\n");
    source.commit("base");
    if (tally.wants(HANG.name())) {
      hangs(dir, source, tally);
    }
    if (tally.wants(MUCH.name())) {
      fills(dir, source, tally);
    }
  }

  private void hangs(Path dir, Git source, Tally tally) throws Exception {
    Yard.Settled hangs =
        new Yard.Settled(
            "acme/hang", Optional.of("sleep 20"), Optional.of(TEST), Duration.ofSeconds(4));
    try (Yard yard = new Yard(dir.resolve("a"), source, owner, DockerEngine.IMAGE, hangs, LONG)) {
      told(tally, HANG, yard.trouble(), "took longer than it may");
    }
  }

  private void fills(Path dir, Git source, Tally tally) throws Exception {
    Yard.Settled full =
        Yard.Settled.of("acme/much", "head -c 700000000 /dev/zero > a; cp a b", TEST);
    try (Yard yard = new Yard(dir.resolve("b"), source, owner, DockerEngine.IMAGE, full, LONG)) {
      told(tally, MUCH, yard.trouble(), "more than 1024 MiB");
    }
  }

  private static void told(Tally tally, Attack attack, Optional<String> told, String expected) {
    tally.judge(
        attack.name(),
        told.filter(line -> line.contains(expected) && !line.contains("\n")).isPresent(),
        "a person is told: " + told);
  }
}
