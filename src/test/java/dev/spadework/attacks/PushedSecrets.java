package dev.spadework.attacks;

import dev.spadework.redact.Redactor;
import dev.spadework.workspace.Author;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.Remote;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A change that was approved and holds a secret of the bot, or lost a withheld file on its way:
 * straight through the workspace, as the last stage of a delivery does it.
 */
final class PushedSecrets implements Scene {
  private static final String TOKEN = "ghs_pushed-token-0123456789";
  private static final String LOST = "push without the withheld files";
  private static final String ERROR = "a token in an error of git";
  private static final Author AUTHOR = new Author("Spadework", "spadework@example.com");

  /** Puts the token into a work tree. */
  private interface Hide {
    void in(Path root) throws IOException;
  }

  private record Push(Attack attack, Hide hide, String message, String branch) {}

  private final List<Push> pushes = new ArrayList<>();

  PushedSecrets() {
    push("push the bot's token", root -> write(root, "a.txt", TOKEN));
    push("push it in base64", root -> write(root, "a.txt", base64(TOKEN)));
    push(
        "push it as UTF-16",
        root -> Files.write(root.resolve("a.bin"), TOKEN.getBytes(StandardCharsets.UTF_16LE)));
    push("push it as the name of a file", root -> write(root, TOKEN + ".txt", "x"));
    push(
        "push it broken over lines", root -> write(root, "a.txt", "ghs_pushed-\ntoken-0123456789"));
    push(
        "push it deep in a large file",
        root -> write(root, "a.txt", "x".repeat((1 << 20) - 9) + TOKEN + "x".repeat(1 << 20)));
    push(
        "push it as the target of a link",
        root -> Files.createSymbolicLink(root.resolve("link"), Path.of("/tmp/" + TOKEN)));
    pushes.add(
        new Push(
            held("push it in the commit's message", "message"),
            root -> write(root, "a.txt", "x"),
            "Says " + TOKEN,
            "spadework/message"));
    pushes.add(
        new Push(
            held("push it as the branch", "branch"),
            root -> write(root, "a.txt", "x"),
            "Says more",
            "spadework/" + TOKEN));
  }

  private static Attack held(String name, String tries) {
    return new Attack(name, "approved; the token is in: " + tries, "nothing is pushed");
  }

  private void push(String name, Hide hide) {
    pushes.add(
        new Push(
            held(name, name.replaceFirst("push it ", "")),
            hide,
            "Says more",
            "spadework/" + pushes.size()));
  }

  private static void write(Path root, String name, String text) throws IOException {
    Files.writeString(root.resolve(name), text);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<Defence> defences() {
    return List.of(
        new Defence(
            "the last look before a push",
            "dev.spadework.workspace.OwnSecrets#refuse",
            (self, arguments) -> null,
            "push the bot's token"),
        new Defence(
            "withheld files keep their place in git trees",
            "dev.spadework.workspace.Scan#kept",
            (self, arguments) -> Map.of(),
            LOST));
  }

  @Override
  public String group() {
    return "Leaks: what is pushed";
  }

  @Override
  public List<Attack> attacks() {
    List<Attack> all = new ArrayList<>(pushes.stream().map(Push::attack).toList());
    all.add(
        new Attack(
            LOST,
            "the sandbox deleted the directory of a withheld file",
            "the file is pushed as it is at the base"));
    all.add(
        new Attack(
            ERROR, "a remote that refuses, with the token in its words", "the words are cleaned"));
    return all;
  }

  @Override
  public void play(Path dir, Tally tally) throws Exception {
    Git source = Git.init(dir.resolve("source"));
    source.write("README.md", "A shop\n").write("deploy/.env", "MOTTO=skye\n");
    source.commit("A shop");
    Workspace workspace = Workspace.at(dir.resolve("data"), Redactor.of(List.of(TOKEN)));
    Remote remote = Remote.of("acme/shop", source.directory().toString());
    String base = workspace.pin(remote, "main").commit();
    int number = 0;
    for (Push push : pushes) {
      Tree tree = workspace.open("t-0000000" + number++, remote, base);
      push.hide.in(tree.root());
      String said = pushed(tree, push.message, push.branch);
      boolean there = source.run("branch", "--list", push.branch).contains(push.branch);
      tally.judge(push.attack.name(), !there && !said.contains(TOKEN), "pushed; " + said);
    }
    Tree tree = workspace.open("t-000000aa", remote, base);
    Files.delete(tree.root().resolve("README.md"));
    Files.deleteIfExists(tree.root().resolve("deploy"));
    String said = pushed(tree, "Says less", "spadework/lost");
    String names = source.run("ls-tree", "-r", "--name-only", "spadework/lost");
    tally.judge(LOST, names.contains("deploy/.env"), said + " pushed are: " + names);
    String error = failing(workspace, source);
    tally.judge(ERROR, !error.isEmpty() && !error.contains(TOKEN), "it says: " + error);
  }

  private static String pushed(Tree tree, String message, String branch) throws Exception {
    String commit = tree.commit(tree.snapshot(), message, AUTHOR, Instant.EPOCH);
    try {
      tree.push(commit, branch);
      return "";
    } catch (WorkspaceException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String failing(Workspace workspace, Git source) throws Exception {
    try {
      workspace.pin(Remote.of("acme/other", source.directory() + "/" + TOKEN), "main");
      return "";
    } catch (WorkspaceException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
