package dev.spadework.attacks;

import dev.spadework.redact.Redactor;
import dev.spadework.workspace.Base;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.GitHttpServer;
import dev.spadework.workspace.Remote;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/** A repository whose commits no honest git makes, and a server that lies; checked out. */
final class HostileHistory implements Scene {
  private static final String NAME = "acme/evil";
  private static final String TOKEN = "ghs_history-token-0123456789";
  private static final String TWICE = "check out a link and a directory of one name";
  private static final String REDIRECT = "redirect the token to another host";
  private static final String DOT_GIT = "check out .git";
  private static final List<String> SPELLINGS =
      List.of(
          ".git",
          ".GIT",
          "git~1",
          ".git ",
          ".git.",
          ".g\u200cit",
          ".git::$INDEX_ALLOCATION",
          "a\\.git",
          "..",
          ".");

  private final List<Attack> attacks = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();
  private GitHttpServer server;
  private Git git;
  private Git served;
  private Workspace workspace;
  private Remote remote;
  private int tasks;

  /** Makes a tree in the repository and says which. */
  private interface Build {
    String tree() throws Exception;
  }

  private record Shape(String name, Build build) {}

  HostileHistory() {
    for (String name : SPELLINGS) {
      refused(
          "check out " + name.replace("\u200c", "<U+200C>"),
          "the base commit holds a directory of that name with a configuration",
          () ->
              tree(
                  "040000 tree "
                      + tree("100644 blob " + blob("[core]") + "\tconfig")
                      + "\t"
                      + name));
    }
    refused(
        TWICE,
        "a tree with a link `d` to /etc and a directory `d`",
        () ->
            tree(
                "120000 blob " + blob("/etc") + "\td",
                "040000 tree " + tree("100644 blob " + blob("x") + "\tpwned") + "\td"));
    refused(
        "check out a file listed twice",
        "one tree object with two entries `f`",
        () -> tree("100644 blob " + blob("1") + "\tf", "100644 blob " + blob("2") + "\tf"));
    refused(
        "check out a link with a zero byte",
        "a link to `/etc/passwd\\0x`",
        () -> tree("120000 blob " + blob("/etc/passwd\0x") + "\tl"));
    refused(
        "check out a link of 10,000 bytes",
        "a link longer than Linux can hold",
        () -> tree("120000 blob " + blob("x".repeat(10_000)) + "\tl"));
    refused(
        "check out ten thousand million files",
        "ten trees, each with ten times the next",
        () -> Objects.bomb(git, "100644 blob " + blob("x") + "\tf", 10, 10));
    refused(
        "check out 20 GB of one small blob",
        "a file of 8 MB of zeros, listed 2,500 times",
        () -> Objects.bomb(git, "100644 blob " + zeros() + "\tf", 2_500, 1));
    refused(
        "check out a thousand levels",
        "directories nested a thousand deep",
        () -> Objects.bomb(git, "100644 blob " + blob("x") + "\tf", 1, 1_000));
    refused(
        "check out a path of 5,000 bytes",
        "twenty nested names of 250 bytes",
        () -> Objects.nested(git, "n".repeat(250), 20));
    add("serve a damaged pack", "a bit of the pack is wrong", "one line, and a later fetch works");
    add(REDIRECT, "the server answers 301 to another origin", "refused; the token stays");
    add(
        "a tag named like the base branch",
        "refs/tags/main has other files",
        "the branch is taken");
    add("replace refs on the remote", "refs/replace/ swaps the base commit", "not followed");
    add(
        "a base branch named --upload-pack=…",
        "the branch of a request is an option that runs a program",
        "no such branch; nothing runs");
    add("a submodule with an ext:: URL", "its URL runs a program", "never fetched; nothing runs");
    add("an LFS pointer", "a filter would fetch what it names", "the pointer is the file");
  }

  private void add(String name, String tries, String outcome) {
    attacks.add(new Attack(name, tries, outcome));
  }

  private void refused(String name, String tries, Build build) {
    add(name, tries, "refused in one line, before a byte is written");
    shapes.add(new Shape(name, build));
  }

  static List<Defence> defences() {
    return List.of(
        new Defence(
            "names that some file system takes for .git are no names",
            "dev.spadework.workspace.Names#refused",
            (self, arguments) -> false,
            DOT_GIT),
        new Defence(
            "one name stands once in a directory",
            "dev.spadework.workspace.Vetting#duplicates",
            (self, arguments) -> null,
            TWICE),
        new Defence(
            "connections go to one origin",
            "dev.spadework.workspace.OneOrigin#create",
            (self, arguments) -> new JDKHttpConnectionFactory().create((URL) arguments[0]),
            REDIRECT));
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
    Path marker = dir.resolve("ran");
    try (GitHttpServer http = GitHttpServer.start(dir.resolve("served"), TOKEN)) {
      server = http;
      git = Git.init(dir.resolve("source"));
      furnish(marker);
      served = http.publish(NAME, git);
      remote = new Remote(NAME, http.url(NAME), Optional.of(TOKEN));
      workspace = Workspace.at(dir.resolve("data"), Redactor.of(List.of(TOKEN)));
      harmless(marker, tally);
      for (Shape shape : shapes) {
        shape(shape, dir, tally);
      }
      branchThatIsAnOption(marker, tally);
      damaged(dir, tally);
      redirected(dir, tally);
    }
  }

  private void furnish(Path marker) throws Exception {
    git.write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
    git.write("big.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n");
    git.write(".gitmodules", "[submodule \"m\"]\n\tpath = m\n\turl = ext::touch% " + marker + "\n");
    git.write("file", "real\n");
    git.run("add", "-A");
    String module = git.run("hash-object", "-w", ".gitmodules").strip();
    git.run("update-index", "--add", "--cacheinfo", "160000," + module + ",m");
    git.run("commit", "-q", "-m", "base");
  }

  private void harmless(Path marker, Tally tally) throws Exception {
    String real = git.run("rev-parse", "HEAD").strip();
    String evil = commit(tree("100644 blob " + blob("evil\n") + "\tfile"));
    git.run("push", "-q", served.directory().toString(), evil + ":refs/tags/main");
    git.run("push", "-q", served.directory().toString(), evil + ":refs/replace/" + real);
    Base base = workspace.pin(remote, "main");
    Tree tree = workspace.open(task(), remote, base.commit());
    String file = Files.readString(tree.root().resolve("file"));
    tally.judge("a tag named like the base branch", base.commit().equals(real), base.commit());
    tally.judge("replace refs on the remote", file.equals("real\n"), file);
    String pointer = Files.readString(tree.root().resolve("big.bin"));
    tally.judge("an LFS pointer", pointer.startsWith("version https://git-lfs"), pointer);
    boolean empty = Files.list(tree.root().resolve("m")).findAny().isEmpty();
    tally.judge(
        "a submodule with an ext:: URL", empty && Files.notExists(marker), "it was fetched");
  }

  private void shape(Shape shape, Path dir, Tally tally) throws Exception {
    String commit = commit(shape.build.tree());
    String branch = "evil-" + tasks;
    git.run("push", "-q", served.directory().toString(), commit + ":refs/heads/" + branch);
    Base base = workspace.pin(remote, branch);
    String task = task();
    try {
      workspace.open(task, remote, base.commit());
      tally.broke(shape.name, "it was checked out");
    } catch (RuntimeException e) {
      tally.broke(shape.name, "it broke off without a word for people: " + e);
    } catch (WorkspaceException e) {
      boolean told =
          e.blame() == WorkspaceException.Blame.PERSON
              && String.valueOf(e.getMessage()).lines().count() == 1;
      Path work = dir.resolve("data/trees/" + task + "/work");
      boolean bare = Files.notExists(work, LinkOption.NOFOLLOW_LINKS) || files(work) == 0;
      tally.judge(shape.name, told && bare, bare ? "unclear: " + e : "files were written");
    }
  }

  private static long files(Path work) throws Exception {
    try (Stream<Path> all = Files.walk(work)) {
      return all.filter(each -> !Files.isDirectory(each)).count();
    }
  }

  private void branchThatIsAnOption(Path marker, Tally tally) throws Exception {
    String branch = "--upload-pack=touch " + marker + ";";
    String name = "a base branch named --upload-pack=…";
    try {
      workspace.pin(Remote.of(NAME, served.directory().toString()), branch);
      tally.broke(name, "it was pinned");
    } catch (WorkspaceException e) {
      tally.judge(name, Files.notExists(marker), "a program was run");
    }
  }

  private void damaged(Path dir, Tally tally) throws Exception {
    Workspace other = Workspace.at(dir.resolve("other"), Redactor.of(List.of(TOKEN)));
    server.mood(GitHttpServer.Mood.DAMAGED);
    boolean told = false;
    try {
      other.pin(remote, "main");
    } catch (WorkspaceException e) {
      told = String.valueOf(e.getMessage()).lines().count() == 1;
    }
    server.mood(GitHttpServer.Mood.WELL);
    Tree tree = other.open(task(), remote, other.pin(remote, "main").commit());
    String file = Files.readString(tree.root().resolve("file"));
    tally.judge("serve a damaged pack", told && file.equals("real\n"), file);
  }

  private void redirected(Path dir, Tally tally) throws Exception {
    try (GitHttpServer thief = GitHttpServer.start(dir.resolve("served"), TOKEN)) {
      server.redirectTo(thief.url("x").replace("/x.git", ""));
      String got = "";
      try {
        workspace.pin(remote, "main");
      } catch (WorkspaceException e) {
        got = String.valueOf(e.getMessage());
      }
      boolean sent = thief.requests().stream().anyMatch(each -> !each.authorization().isEmpty());
      tally.judge(REDIRECT, !sent, "the token arrived there; " + got);
    }
  }

  private String task() {
    return "t-%08d".formatted(tasks++);
  }

  private String commit(String tree) {
    return git.run("commit-tree", "-m", "evil", tree).strip();
  }

  /** Entries as {@code git mktree} reads them, but written as they come: unsorted, twice. */
  private String tree(String... entries) throws Exception {
    return Objects.tree(git, entries);
  }

  private String blob(String content) throws Exception {
    return Objects.blob(git, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private String zeros() throws Exception {
    return Objects.blob(git, new byte[8 << 20]);
  }
}
