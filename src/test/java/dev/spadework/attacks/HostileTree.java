package dev.spadework.attacks;

import dev.spadework.redact.Redactor;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.sandbox.Limits;
import dev.spadework.sandbox.Sandbox;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.sandbox.Spec;
import dev.spadework.workspace.Author;
import dev.spadework.workspace.Base;
import dev.spadework.workspace.Checkpoint;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.GitHttpServer;
import dev.spadework.workspace.Remote;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Commands in a container do what they can to the work tree and to the git directory they are
 * shown; then the host reads, compares, restores, commits and pushes to a real git server.
 */
final class HostileTree implements Scene {
  private static final String NAME = "acme/shop";
  private static final String TOKEN = "ghs_tree-token-0123456789";
  private static final String EMPTIES = "empty the git directory";
  private static final String LINK = "a link to /etc/passwd";

  /** The host's git would run these, if it read what commands plant. */
  private static final Map<String, String> PLANTS = plants();

  private final List<Attack> attacks = new ArrayList<>();

  HostileTree() {
    PLANTS
        .keySet()
        .forEach(
            name ->
                add("plant " + name, "a program of the attacker's, for the host's git to run"));
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
    add("a sparse file of 2 GB", "named with an escape sequence");
    add("100,000 files", "made in one directory");
    add("directories nested a thousand deep", "made by a loop");
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
            (self, arguments) -> ((Tree) self).root().resolveSibling("git"),
            EMPTIES),
        new Defence(
            "links are kept as links",
            "dev.spadework.workspace.Folder#stat",
            (self, arguments) -> Reach.statThrough(self, (String) arguments[0]),
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
    DockerEngine.assumeRunning();
    Path trap = Files.createDirectory(dir.resolve("trap"));
    Git source = Git.init(dir.resolve("source"));
    source.write("a.txt", "a\n").write("b.txt", "b\n");
    source.write(".gitattributes", "*.txt filter=evil diff=evil merge=evil\n").commit("base");
    try (GitHttpServer http = GitHttpServer.start(dir.resolve("served"), TOKEN);
        Sandboxes docker =
            Sandboxes.docker(DockerOptions.of("git-" + ProcessHandle.current().pid()))) {
      Git served = http.publish(NAME, source);
      Remote remote = new Remote(NAME, http.url(NAME), Optional.of(TOKEN));
      Workspace workspace = Workspace.at(dir.resolve("data"), Redactor.of(List.of(TOKEN)));
      Base base = workspace.pin(remote, "main");
      Tree tree = workspace.open("t-0000tree", remote, base.commit());
      try (Sandbox sandbox = docker.open(spec(tree))) {
        new Story(dir, trap, tally, served, base, tree, sandbox).tell();
      } finally {
        docker.reap(Set.of());
      }
    }
  }

  private static Spec spec(Tree tree) {
    return new Spec(
        "t-0000tree",
        tree.root(),
        DockerEngine.IMAGE,
        Optional.empty(),
        Limits.defaults(),
        List.of(
            new Spec.Bind(tree.replica(), "/work/.git", false),
            new Spec.Bind(tree.replicaObjects(), Tree.REPLICA_OBJECTS, true)));
  }

  /** One container's worth of attacks. */
  private record Story(
      Path dir, Path trap, Tally tally, Git served, Base base, Tree tree, Sandbox sandbox) {
    void tell() throws Exception {
      String packs = Reach.digest(tree.replicaObjects());
      run("git status && git log --oneline && git diff");
      refusedThings();
      run(plant());
      String tree1 = tree.snapshot();
      String unified = tree.diff(base.tree(), tree1).unified();
      Checkpoint checkpoint = tree.checkpoint();
      run("rm -rf .git/* .git/.??* 2>/dev/null; echo 'ref: refs/heads/x' > .git/HEAD; rm a.txt");
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

    private void run(String script) throws Exception {
      sandbox.run(script, Duration.ofSeconds(120));
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
      for (String hook : List.of("pre-commit", "post-commit", "pre-push", "reference-transaction")) {
        script.append("printf '#!/bin/sh\\ntouch ").append(trap.resolve("hook"));
        script.append("\\n' > .git/hooks/").append(hook);
        script.append("; chmod +x .git/hooks/").append(hook).append('\n');
      }
      script.append("echo b.txt > .git/info/exclude || { mkdir .git/info; echo b.txt > .git/info/exclude; }\n");
      script.append("echo changed > b.txt\n");
      script.append("echo ").append(dir).append("/source/.git/objects > .git/objects/info/alternates\n");
      script.append("chmod -R u+w /mnt/base; for p in /mnt/base/pack/*; do echo x > $p; rm -f $p; done\n");
      script.append("mv .git git2; rm -f .git; echo 'gitdir: /' > .git\n");
      script.append("mkdir sub; echo 'gitdir: /' > sub/.git; echo s > sub/s\n");
      script.append("ln -s /etc/passwd link; ln /etc/passwd hard\n");
      script.append("mkfifo pipe; mknod null c 1 3; python3 -c 'import socket; ");
      script.append("socket.socket(socket.AF_UNIX).bind(\"sock\")'\n");
      script.append("echo x > suid; chmod 4755 suid\n");
      script.append("echo 1 > \"$(printf 'new\\nline')\"; echo 2 > \"$(printf 'esc\\033[31m')\"\n");
      script.append("echo 3 > ./-rf; echo 4 > 'dots. '; echo 5 > ..x; echo 6 > \"$(printf 'b\\377')\"\n");
      return script.append("true\n").toString();
    }

    /** What the host cannot take is told in one line, and gone when it is gone. */
    private void refusedThings() throws Exception {
      run("truncate -s 2G \"$(printf 'big\\033[31m')\"");
      String told = refusal();
      tally.judge(
          "a sparse file of 2 GB", told.contains("100 MB") && told.indexOf('\033') < 0, told);
      run("rm big*; i=0; while [ $i -lt 1000 ]; do mkdir d; cd d || break; i=$((i+1)); done");
      told = refusal();
      tally.judge("directories nested a thousand deep", told.contains("deeper"), told);
      run("rm -rf d; mkdir many; cd many; seq 100000 | xargs touch");
      long entries = tree.diff(base.tree(), tree.snapshot()).files().size();
      tally.judge("100,000 files", entries == 100_000, "it saw " + entries);
      run("rm -rf many");
    }

    private String refusal() throws InterruptedException {
      try {
        tree.snapshot();
        return "it was taken in";
      } catch (WorkspaceException e) {
        return String.valueOf(e.getMessage());
      }
    }

    private void judge(String pushed, String unified, String packs) throws Exception {
      for (String name : PLANTS.keySet()) {
        Path marker = trap.resolve(name.replace(' ', '-'));
        boolean held = Files.notExists(marker) && !pushed.isEmpty();
        tally.judge("plant " + name, held, "it ran, or nothing was pushed");
      }
      tally.judge("hooks in .git/hooks", Files.notExists(trap.resolve("hook")), "it ran");
      tally.judge("plant include.path", Files.notExists(trap.resolve("included")), "it was made");
      String after = Reach.digest(tree.replicaObjects());
      tally.judge("write to the objects of the base", after.equals(packs), "they were changed");
      String names = pushed.isEmpty() ? "" : served.run("ls-tree", "-r", "-z", pushed);
      tally.judge(EMPTIES, names.contains("\ta.txt\0"), "nothing was pushed");
      tally.judge(
          "hide a change by .git/info/exclude", unified.contains("+changed"), "it was hidden");
      tally.judge(
          "alternates to the host",
          !pushed.isEmpty() && served.run("rev-list", "--count", pushed).strip().equals("2"),
          "history changed");
      boolean git = names.contains(".git/") || names.contains("git2") || names.contains("/.git\0");
      tally.judge("replace .git by a file", !git && names.contains("\tsub/s\0"), names);
      boolean linked = names.matches("(?s).*120000 blob \\w+\tlink\0.*");
      String content = linked ? served.run("show", pushed + ":link") : "";
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
