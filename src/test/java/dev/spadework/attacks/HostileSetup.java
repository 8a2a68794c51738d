package dev.spadework.attacks;

import dev.spadework.agent.Yard;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.workspace.Git;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A repository whose setup command means harm: what it reaches while it has a network, and what it
 * leaves behind for the agent's phase.
 */
final class HostileSetup implements Scene {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String TEST = "sh test.sh";
  private static final Set<String> HARMLESS =
      Set.of(
          "CI",
          "HOME",
          "HOSTNAME",
          "JAVA_HOME",
          "LANG",
          "MAVEN_CONFIG",
          "OLDPWD",
          "PATH",
          "PWD",
          "SHLVL",
          "TERM",
          "_");

  /** All at once; each line is one attack of the list. */
  private static final String SETUP =
      """
      env | cut -d= -f1 > "$HOME/env"
      grep -rs lighthouse . /mnt/tree > "$HOME/credentials"
      { id -u; ls /var/run/docker.sock /run/docker.sock /mnt/tree/../git; } > "$HOME/reach" 2>&1
      touch /mnt/tree/written /etc/written /usr/written 2> /dev/null
      mkdir -p node_modules/.git node_modules/a lib/.GIT
      echo '[core] fsmonitor = touch /tmp/pwned' > node_modules/.git/config
      cp node_modules/.git/config lib/.GIT/config
      cp /bin/true node_modules/root && chmod 6755 node_modules/root
      ln -s OUTSIDE node_modules/out
      mkfifo node_modules/pipe
      echo dep > node_modules/a/index.js
      echo 'echo 99 passed' > test.sh
      rm -rf src && ln -s OUTSIDE src
      echo 'planted' > planted.sh
      touch "node_modules/two
      lines"
      mkdir -p OUTSIDE && echo x > OUTSIDE/written
      ln -s OUTSIDE x && tar -P -cf /spadework/left.tar x OUTSIDE/written ../../../written && rm x
      (setsid sh -c 'while :; do [ -s /spadework/left.tar ] && ! [ -e /spadework/new ] &&
        sleep 0.2 && touch /spadework/late; sleep 0.05; done' > /dev/null 2>&1 &)
      true
      """;

  private static final Attack ENVIRONMENT =
      new Attack("setup reads the environment", "`env` in the setup", "nothing of the bot's");
  private static final Attack REACH =
      new Attack(
          "setup looks for the engine and git",
          "`id -u`, Docker's socket, the git directory beside the tree",
          "not root, and none of them is there");
  private static final Attack CREDENTIALS =
      new Attack(
          "setup reads withheld credentials",
          "`grep -r` over its copy of the repository, with a network at hand",
          "its copy holds none");
  private static final Attack GIT =
      new Attack(
          "setup plants a .git",
          "`.git` and `.GIT` with `fsmonitor` in what it leaves",
          "left out");
  private static final Attack SETUID =
      new Attack("setup leaves a setuid file", "mode 6755 in node_modules", "the bits are gone");
  private static final Attack LINK =
      new Attack(
          "setup leaves a link out of the tree",
          "node_modules/out points to a directory of the host",
          "nothing is written through it");
  private static final Attack SPECIAL =
      new Attack("setup leaves a pipe", "`mkfifo` in node_modules", "left out");
  private static final Attack TRACKED =
      new Attack(
          "setup replaces the tests",
          "`test.sh` is overwritten in the setup",
          "stays as committed");
  private static final Attack FOLDER =
      new Attack(
          "setup swaps a directory for a link",
          "`src` becomes a link to a directory of the host",
          "stays as committed");
  private static final Attack PLANTED =
      new Attack(
          "setup adds a file to the change",
          "a new file that no rule ignores",
          "it is taken away; the tree is the base's");
  private static final Attack NAME =
      new Attack("setup leaves a name of two lines", "a newline in a name", "left out");
  private static final Attack ARCHIVE =
      new Attack(
          "setup puts its own archive in place",
          "with absolute paths, `..` and a link to write through",
          "replaced; nothing outside is written");
  private static final Attack DAEMON =
      new Attack(
          "setup leaves a daemon",
          "that changes the archive once it is made",
          "it was ended before");
  private static final Attack READ_ONLY =
      new Attack(
          "a command changes what setup left", "writes to the archive in the image", "read-only");

  static List<Defence> defences() {
    return List.of(
        new Defence(
            "only ignored files stay of a setup",
            "dev.spadework.agent.Sites#bringBack",
            (self, arguments) -> false,
            PLANTED.name()),
        new Defence(
            "a setup's copy goes without credentials",
            "dev.spadework.workspace.Withheld#leave",
            (self, arguments) -> null,
            CREDENTIALS.name()),
        new Defence(
            "no .git is kept of a setup",
            "dev.spadework.sandbox.Leftovers#withoutGit",
            (self, arguments) -> "",
            GIT.name()));
  }

  private final String owner = "setups-" + ProcessHandle.current().pid();

  @Override
  public String group() {
    return "Hostile build";
  }

  @Override
  public List<Attack> attacks() {
    return List.of(
        ENVIRONMENT,
        REACH,
        CREDENTIALS,
        GIT,
        SETUID,
        LINK,
        SPECIAL,
        TRACKED,
        FOLDER,
        PLANTED,
        NAME,
        ARCHIVE,
        DAEMON,
        READ_ONLY);
  }

  @Override
  public void play(Path dir, Tally tally) throws Exception {
    DockerEngine.assumeRunning();
    try {
      leaves(dir.resolve("leaves"), tally);
    } finally {
      Yard.forget(owner);
    }
  }

  private void leaves(Path dir, Tally tally) throws Exception {
    Path outside = Files.createDirectories(dir.resolve("outside"));
    Git source = source(dir, ".gitignore", "node_modules/\nlib/\n");
    source.write("src/a.sh", "a\n").write("test.sh", "echo 1 passed\n");
    source.write(".env", "MOTTO=lighthouse\n").commit("base");
    String setup = SETUP.replace("OUTSIDE", outside.toString());
    try (Yard yard = yard(dir, source, setup)) {
      yard.baseline();
      Path tree = yard.root();
      Path modules = tree.resolve("node_modules");
      tally.judge(
          ENVIRONMENT.name(),
          HARMLESS.containsAll(yard.run("cat \"$HOME/env\"").output().lines().toList()),
          "the names " + yard.run("cat \"$HOME/env\"").output());
      String reach = yard.run("cat \"$HOME/reach\"").output();
      tally.judge(REACH.name(), !reach.startsWith("0\n") && !reach.contains("\n/"), reach);
      String read = yard.run("cat \"$HOME/credentials\"").output();
      tally.judge(CREDENTIALS.name(), read.isEmpty(), "it read " + read);
      // Without this nothing below would show anything.
      boolean kept = Files.exists(modules.resolve("a/index.js"));
      absent(tally, GIT, kept, modules.resolve(".git"), tree.resolve("lib/.GIT"));
      int mode = (int) Files.getAttribute(modules.resolve("root"), "unix:mode");
      tally.judge(SETUID.name(), (mode & 06000) == 0, "mode " + Integer.toOctalString(mode));
      absent(tally, LINK, kept, outside.resolve("written"));
      absent(tally, SPECIAL, kept, modules.resolve("pipe"));
      absent(tally, NAME, kept, modules.resolve("two\nlines"));
      absent(tally, ARCHIVE, kept, outside.resolve("written"), dir.resolve("written"));
      absent(tally, PLANTED, kept, tree.resolve("planted.sh"));
      tally.judge(
          TRACKED.name(),
          Files.readString(tree.resolve("test.sh")).equals("echo 1 passed\n"),
          "the tests are the setup's");
      tally.judge(FOLDER.name(), !Files.isSymbolicLink(tree.resolve("src")), "src is a link now");
      tally.judge(DAEMON.name(), !yard.run("test -e /spadework/late").succeeded(), "it lived on");
      tally.judge(
          READ_ONLY.name(),
          !yard.run("echo x > /spadework/left.tar").succeeded(),
          "the archive was written");
    }
  }

  private static void absent(Tally tally, Attack attack, boolean kept, Path... paths) {
    for (Path path : paths) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        tally.broke(attack.name(), path + " is there");
      }
    }
    tally.judge(attack.name(), kept, "nothing at all was kept, so it shows nothing");
  }

  private static Git source(Path dir, String file, String text) {
    return Git.init(dir.resolve("source")).write(file, text);
  }

  private Yard yard(Path dir, Git source, String setup) {
    return new Yard(
        dir.resolve("data"),
        source,
        owner,
        DockerEngine.IMAGE,
        Yard.Settled.of("acme/leaves", setup, TEST),
        LONG);
  }
}
