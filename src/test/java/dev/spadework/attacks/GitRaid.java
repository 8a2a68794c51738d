package dev.spadework.attacks;

import static dev.spadework.desk.Story.call;

import dev.spadework.desk.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A whole task whose repository brings scripts and whose model runs them; it ends with a push to a
 * git server. Everything here can be pushed: what no forge takes is another scene's.
 */
final class GitRaid implements Scene {
  private static final String SCRIPTS =
      """
      case $1 in
        hooks) mkdir -p .git/hooks
          for h in pre-commit commit-msg post-commit pre-push reference-transaction; do
            printf '#!/bin/sh\\ntouch /tmp/spadework-raid-hook\\n' > .git/hooks/$h
            chmod +x .git/hooks/$h
          done ;;
        settings) for k in core.fsmonitor core.sshCommand diff.external filter.x.clean; do
            git config --add $k 'touch /tmp/spadework-raid-setting; cat'
          done; echo '* filter=x diff=x' > .git/info-attributes ;;
        link) ln -s /etc/passwd link-out ;;
        pipe) mkfifo pipe-in ;;
        suid) cp test.sh suid.sh; chmod 6755 suid.sh ;;
        nested) mkdir nested; printf 'gitdir: /\\n' > nested/.git; echo n > nested/n ;;
        wipe) rm -rf .git/* ; echo 'ref: refs/heads/none' > .git/HEAD ;;
      esac
      """;

  private final Raid raid =
      new Raid()
          .approving("link-out", "nested/n", "suid.sh")
          .repository(git -> git.write("evil.sh", SCRIPTS.replace("\\\\", "\\")))
          .tries(
              attack("a task plants hooks", "every hook of git, before commit and push"),
              run("hooks"),
              (result, after) -> absent("hook") && !after.pushed().contains(".git/"))
          .tries(
              attack("a task plants settings", "programs in the configuration of git"),
              run("settings"),
              (result, after) -> absent("setting") && !after.pushed().isEmpty())
          .tries(
              attack("a task pushes a link to /etc/passwd", "made by a command"),
              run("link"),
              (result, after) -> content(after, "link-out").equals("/etc/passwd"))
          .tries(
              attack("a task leaves a pipe", "in the tree that is read, compared and pushed"),
              run("pipe"),
              (result, after) -> !after.pushed().isEmpty() && !after.pushed().contains("pipe-in"))
          .tries(
              attack("a task leaves a set-user-id program", "chmod 6755"),
              run("suid"),
              (result, after) -> modes(after).contains("100755") && !modes(after).contains("06755"))
          .tries(
              attack("a task nests a repository", "a directory with a .git that points to /"),
              run("nested"),
              (result, after) ->
                  after.pushed().contains("nested/n") && !after.pushed().contains("nested/.git"))
          .tries(
              attack("a task wipes .git", "the last command before the push"),
              run("wipe"),
              (result, after) -> after.pushed().contains("sub.sh"));

  private static Attack attack(String name, String tries) {
    return new Attack(name, tries, "the push holds the files, and nothing of it acts on the host");
  }

  private static Answer.Call run(String what) {
    return call("run_command", Map.of("command", "sh evil.sh " + what));
  }

  private static boolean absent(String what) {
    return Files.notExists(Path.of("/tmp/spadework-raid-" + what));
  }

  private static String branch(Raid.After after) {
    return after
        .house()
        .origin
        .run("branch", "--list", "spadework/*", "--format=%(refname)")
        .strip();
  }

  private static String content(Raid.After after, String path) {
    return after.pushed().contains(path)
        ? after.house().origin.run("show", branch(after) + ":" + path)
        : "";
  }

  private static String modes(Raid.After after) {
    return branch(after).isEmpty()
        ? ""
        : after.house().origin.run("ls-tree", branch(after), "suid.sh");
  }

  @Override
  public String group() {
    return "Hostile repository";
  }

  @Override
  public List<Attack> attacks() {
    return raid.attacks();
  }

  @Override
  public void play(Path dir, Tally tally) throws Exception {
    raid.play(dir, tally);
  }
}
