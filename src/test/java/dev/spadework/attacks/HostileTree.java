package dev.spadework.attacks;

import dev.spadework.workspace.Author;
import dev.spadework.workspace.Checkpoint;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands in a container do what they can to the work tree and to the git directory they are
 * shown; then the host reads, compares, restores, commits and pushes to a real git server.
 */
final class HostileTree implements Scene {
  private static final String EMPTIES = "empty the git directory";
  private static final String LINK = "a link to /etc/passwd";

  /** The host's git would run these, if it read what commands plant. */
  private static final Map<String, String> PLANTS = plants();

  private final List<Attack> attacks = new ArrayList<>();

  HostileTree() {
    PLANTS
        .keySet()
        .forEach(
            name -> add("plant " + name, "a program of the attacker's, for the host's git to run"));
    add("hooks in .git/hooks", "all hooks of git, to be run by commit and push");
    add("plant include.path", "the configuration includes a file of the host");
    add("hide a change by .git/info/exclude", "the changed file is listed as ignored");
    add("alternates to the host", ".git/objects/info/alternates names a repository of the host");
    add("write to the objects of the base", "a pack that other tasks see is overwritten");
    add(EMPTIES, "everything below .git is deleted");
    add("replace .git by a file", "`gitdir: /` in its place, and in a directory below");
    add(LINK, "committed with a link to a file that differs on the host");
    add("a hard link to /etc/passwd", "linked into the tree");
    add("a pipe, a socket and a device", "entries that wait for ever when they are opened");
    add("a set-user-id program", "chmod 4755 on a file of the tree");
    add("names with newline, ESC, dash, dots, no UTF-8", "files with such names");
  }

  private void add(String name, String tries) {
    attacks.add(new Attack(name, tries, "data to the host at most; the push holds the true files"));
  }

  private static Map<String, String> plants() {
    Map<String, String> plants = new LinkedHashMap<>();
    plants.put("core.fsmonitor", "core.fsmonitor");
    plants.put("core.sshCommand", "core.sshCommand");
    plants.put("core.hooksPath", "core.hooksPath");
    plants.put("core.pager", "core.pager");
    plants.put("diff.external", "diff.external");
    plants.put("a clean filter", "filter.evil.clean");
    plants.put("a smudge filter", "filter.evil.smudge");
    plants.put("a filter process", "filter.evil.process");
    plants.put("a diff driver", "diff.evil.command");
    plants.put("a textconv", "diff.evil.textconv");
    plants.put("a merge driver", "merge.evil.driver");
    plants.put("gpg.program", "gpg.program");
    plants.put("credential.helper", "credential.helper");
    plants.put("url.insteadOf", "url.ext::sh.insteadOf");
    plants.put("remote.origin.receivepack", "remote.origin.receivepack");
    return plants;
  }

  static List<Defence> defences() {
    return List.of(
        new Defence(
            "the host's git directory is not in the sandbox",
            "dev.spadework.workspace.Tree#replica",
            (self, arguments) -> Reach.given(((Tree) self).root().resolveSibling("git")),
            EMPTIES),
        new Defence(
            "links are read and not followed",
            "dev.spadework.workspace.Folder#linkTarget",
            (self, arguments) -> Files.readString(Reach.path(self).resolve((String) arguments[0])),
            LINK));
  }

  @Override
  public String group() {
    return "Hostile repository";
  }

  @Override
  public List<Attack> attacks() {
    return attacks;
  }

  @Override
  public void play(Path dir, Tally tally) throws Exception {
    Path trap = Files.createDirectory(dir.resolve("trap"));
    try (Caged caged = Caged.in(dir)) {
      new Story(dir, trap, tally, caged).tell();
    }
  }

  /** One container's worth of attacks. */
  private record Story(Path dir, Path trap, Tally tally, Caged caged) {
    void tell() throws Exception {
      Tree tree = caged.tree;
      String packs = Reach.digest(tree.replicaObjects());
      caged.run("git status && git log --oneline && git diff");
      caged.run(plant());
      String tree1 = tree.snapshot();
      String unified = tree.diff(caged.base.tree(), tree1).unified();
      Checkpoint checkpoint = tree.checkpoint();
      caged.run(
          "rm -rf .git/* .git/.??* 2>/dev/null; echo 'ref: refs/heads/x' > .git/HEAD; rm a.txt");
      String pushed = "";
      try {
        tree.restore(checkpoint);
        Author author = new Author("Spadework", "bot@example.com");
        String commit = tree.commit(checkpoint.tree(), "m", author, Instant.EPOCH);
        pushed = tree.push(commit, "spadework/t-0000tree");
      } catch (WorkspaceException e) {
        tally.broke(EMPTIES, "the host lost its repository: " + e.getMessage());
      }
      judge(pushed, unified, packs);
    }

    private String plant() {
      StringBuilder script = new StringBuilder("cd /work\n");
      PLANTS.forEach(
          (name, key) -> {
            Path marker = trap.resolve(name.replace(' ', '-'));
            script.append("git config --add ").append(key).append(" 'touch ").append(marker);
            script.append("; cat'\n");
          });
      script.append("git config --add include.path ").append(trap.resolve("included")).append('\n');
      script.append("mkdir -p .git/hooks\n");
      for (String hook :
          List.of("pre-commit", "post-commit", "pre-push", "reference-transaction")) {
        script.append("printf '#!/bin/sh\\ntouch ").append(trap.resolve("hook"));
        script.append("\\n' > .git/hooks/").append(hook);
        script.append("; chmod +x .git/hooks/").append(hook).append('\n');
      }
      script.append(
          "echo b.txt > .git/info/exclude || { mkdir .git/info; echo b.txt > .git/info/exclude; }\n");
      script.append("echo changed > b.txt\n");
      script
          .append("echo ")
          .append(dir)
          .append("/source/.git/objects > .git/objects/info/alternates\n");
      script.append(
          "chmod -R u+w /mnt/base; for p in /mnt/base/pack/*; do echo x > $p; rm -f $p; done\n");
      script.append("mv .git git2; rm -f .git; echo 'gitdir: /' > .git\n");
      script.append("mkdir sub; echo 'gitdir: /' > sub/.git; echo s > sub/s\n");
      script.append("ln -s /etc/passwd link; ln /etc/passwd hard\n");
      script.append("mkfifo pipe; mknod null c 1 3; python3 -c 'import socket; ");
      script.append("socket.socket(socket.AF_UNIX).bind(\"sock\")'\n");
      script.append("echo x > suid; chmod 4755 suid\n");
      script.append("echo 1 > \"$(printf 'new\\nline')\"; echo 2 > \"$(printf 'esc\\033[31m')\"\n");
      script.append(
          "echo 3 > ./-rf; echo 4 > 'dots. '; echo 5 > ..x; echo 6 > \"$(printf 'b\\377')\"\n");
      return script.append("true\n").toString();
    }

    private void judge(String pushed, String unified, String packs) throws Exception {
      Tree tree = caged.tree;
      for (String name : PLANTS.keySet()) {
        Path marker = trap.resolve(name.replace(' ', '-'));
        boolean held = Files.notExists(marker) && !pushed.isEmpty();
        tally.judge("plant " + name, held, "it ran, or nothing was pushed");
      }
      tally.judge("hooks in .git/hooks", Files.notExists(trap.resolve("hook")), "it ran");
      tally.judge("plant include.path", Files.notExists(trap.resolve("included")), "it was made");
      String after = Reach.digest(tree.replicaObjects());
      tally.judge("write to the objects of the base", after.equals(packs), "they were changed");
      String names = pushed.isEmpty() ? "" : caged.served.run("ls-tree", "-r", "-z", pushed);
      tally.judge(EMPTIES, names.contains("\ta.txt\0"), "nothing was pushed");
      tally.judge(
          "hide a change by .git/info/exclude", unified.contains("+changed"), "it was hidden");
      tally.judge(
          "alternates to the host",
          !pushed.isEmpty() && caged.served.run("rev-list", "--count", pushed).strip().equals("2"),
          "history changed");
      boolean git = names.contains(".git/") || names.contains("git2") || names.contains("/.git\0");
      tally.judge("replace .git by a file", !git && names.contains("\tsub/s\0"), names);
      boolean linked = names.matches("(?s).*120000 blob \\w+\tlink\0.*");
      String content = linked ? caged.served.run("show", pushed + ":link") : "";
      tally.judge(LINK, content.equals("/etc/passwd") && !unified.contains("root:x"), content);
      tally.judge("a hard link to /etc/passwd", !names.contains("\thard\0"), names);
      boolean special = names.contains("pipe") || names.contains("null") || names.contains("sock");
      tally.judge("a pipe, a socket and a device", !special, names);
      tally.judge("a set-user-id program", names.contains("100755 blob"), names);
      boolean raw =
          names.contains("\tnew\nline\0")
              && names.contains("\tesc\033[31m\0")
              && names.contains("\t-rf\0")
              && names.contains("\tdots. \0")
              && names.contains("\t..x\0")
              && names.contains("\tb\uFFFD\0");
      tally.judge("names with newline, ESC, dash, dots, no UTF-8", raw, names);
    }
  }
}
