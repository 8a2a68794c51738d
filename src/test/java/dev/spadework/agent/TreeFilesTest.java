package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spadework.workspace.WorkFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing outside the tree is reached, whatever a path or the tree says. */
class TreeFilesTest {
  @TempDir Path dir;
  private Path root;
  private TreeFiles files;

  @BeforeEach
  void plant() throws IOException {
    root = Files.createDirectory(dir.resolve("tree"));
    Files.writeString(dir.resolve("outside.txt"), "outside");
    Files.createDirectory(root.resolve("sub"));
    Files.writeString(root.resolve("sub/a.txt"), "inside");
    files = new TreeFiles(WorkFiles.at(root));
  }

  private void refused(String path, String why) {
    assertThatThrownBy(() -> files.read(path))
        .isInstanceOf(Tool.WrongCall.class)
        .hasMessageContaining(why);
    assertThatThrownBy(() -> files.write(path, "pwned"))
        .isInstanceOf(Tool.WrongCall.class)
        .hasMessageContaining(why);
    assertThatThrownBy(() -> files.delete(path))
        .isInstanceOf(Tool.WrongCall.class)
        .hasMessageContaining(why);
    assertThat(dir.resolve("outside.txt")).hasContent("outside");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../outside.txt", "sub/../../outside.txt", "sub/../a.txt", "./a.txt", "..", "."})
  void pathsWithDotsAreRefused(String path) {
    refused(path, "Paths have no `.` or `..` parts.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "", "  ", "//etc/passwd"})
  void absoluteAndEmptyPathsAreRefused(String path) {
    refused(path, "Paths are relative to the root of the repository.");
  }

  @Test
  void whatIsNoPathIsRefused() {
    refused("a\u0000b", "That is not a path.");
  }

  @ParameterizedTest
  @ValueSource(strings = {".git/config", ".GIT/hooks/pre-commit", "sub/.Git/config", ".git"})
  void theGitDirectoryIsOutOfReachInAnyCase(String path) {
    refused(path, "The git directory is out of reach.");
  }

  @Test
  void aLinkToAFileIsRefused() throws IOException {
    Files.createSymbolicLink(root.resolve("link"), dir.resolve("outside.txt"));
    refused("link", "is not a file");
    Files.createSymbolicLink(root.resolve("dangling"), dir.resolve("new.txt"));
    refused("dangling", "is not a file");
    assertThat(dir.resolve("new.txt")).doesNotExist();
  }

  @Test
  void aLinkToADirectoryIsRefusedAlsoInTheMiddleOfAPath() throws IOException {
    Files.createSymbolicLink(root.resolve("up"), dir);
    refused("up/outside.txt", "goes through a link");
    Files.createSymbolicLink(root.resolve("sub/deep"), root.resolve("sub"));
    refused("sub/deep/a.txt", "goes through a link");
    refused("up/not-there/x.txt", "goes through a link");
  }

  @Test
  void aSpecialFileIsRefused() throws Exception {
    Process made =
        new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).inheritIO().start();
    assertThat(made.waitFor()).isZero();
    refused("pipe", "special file");
  }

  @Test
  void aDirectoryIsNoFile() {
    refused("sub", "sub is not a file");
  }

  @Test
  void aFileAsADirectoryIsRefused() {
    assertThatThrownBy(() -> files.write("sub/a.txt/b.txt", "x"))
        .isInstanceOf(Tool.WrongCall.class);
    assertThat(root.resolve("sub/a.txt")).hasContent("inside");
  }

  @Test
  void whatIsTooLargeIsNotShown() throws IOException {
    Files.write(root.resolve("big"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> files.read("big"))
        .hasMessageStartingWith("big is larger than 1 MiB. Use search to find the lines you need");
    assertThatThrownBy(() -> files.read("missing"))
        .hasMessageContaining("There is no file missing");
  }

  @Test
  void aFileOfExactlyTheLimitIsShownWhole() throws Exception {
    Files.writeString(root.resolve("fits"), "x".repeat(1 << 20));
    assertThat(files.read("fits")).hasSize(1 << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-16LE", "UTF-16BE", "UTF-8"})
  void otherEncodingsAreShownAndKept(String charset) throws Exception {
    String mark = charset.startsWith("UTF") ? "\uFEFF" : "";
    Files.write(root.resolve("x"), (mark + "Grüße\r\n").getBytes(Charset.forName(charset)));
    TreeFiles.Page page = files.page("x");
    assertThat(page.text()).isEqualTo("Grüße\r\n");
    files.write("x", "Grüß dich", page.encoding());
    assertThat(Files.readAllBytes(root.resolve("x")))
        .isEqualTo((mark + "Grüß dich").getBytes(Charset.forName(charset)));
  }

  @Test
  void whatAnEncodingLacksIsNamed() throws Exception {
    Files.write(root.resolve("latin"), new byte[] {'G', 'r', (byte) 0xfc, (byte) 0xdf, 'e'});
    TreeFiles.Page page = files.page("latin");
    assertThatThrownBy(() -> files.write("latin", "10 €", page.encoding()))
        .hasMessageContaining("latin is written in ISO-8859-1, which has no \"€\"");
    assertThatThrownBy(() -> files.write("new.txt", "a\uD800b"))
        .hasMessageContaining("half of a surrogate pair");
    assertThatThrownBy(() -> files.write("new.txt", "a\0b")).hasMessageContaining("NUL");
    assertThat(root.resolve("new.txt")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\u0089PNG\r\n\u001a\n\u0001", "\u00ff\u00fea"})
  void whatIsBinaryIsNotShown(String bytes) throws IOException {
    Files.write(root.resolve("x"), bytes.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> files.read("x")).hasMessageContaining("x is not text");
  }

  @Test
  void aFileOnlyItsOwnerMayWriteIsRead() throws Exception {
    Path file = Files.writeString(root.resolve("fixed"), "x");
    assertThat(file.toFile().setReadOnly()).isTrue();
    assertThat(files.read("fixed")).isEqualTo("x");
  }

  @Test
  void aNameThatBreaksLinesIsReadButNotMade() throws Exception {
    Files.writeString(root.resolve("a\nb"), "x");
    assertThat(files.read("a\nb")).isEqualTo("x");
    assertThatThrownBy(() -> files.write("c\nd", "x")).hasMessageContaining("A new name must not");
    assertThatThrownBy(() -> files.write("c\nd/e", "x")).hasMessageContaining("A new name");
    assertThatThrownBy(() -> files.write("x".repeat(256), "x")).hasMessageContaining("longer than");
    assertThatThrownBy(() -> files.write("x/".repeat(4000), "x")).hasMessage("That is not a path.");
    assertThatThrownBy(() -> files.read("a\uDC00")).hasMessageContaining("half a character");
  }

  @Test
  void filesAreMadeWithTheirFoldersReadReplacedAndDeleted() throws Exception {
    files.write("new/deep/x.txt", "Grüße\r\n");
    assertThat(files.read("new/deep/x.txt")).isEqualTo("Grüße\r\n");
    files.write("new/deep/x.txt", "");
    assertThat(files.read(" new/deep/x.txt ")).isEmpty();
    assertThat(files.exists("new/deep/x.txt")).isTrue();
    files.delete("new/deep/x.txt");
    assertThat(files.exists("new/deep/x.txt")).isFalse();
  }

  @Test
  void anExecutableStaysExecutable() throws Exception {
    Path script = Files.writeString(root.resolve("run.sh"), "old");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    files.write("run.sh", "new");
    assertThat(script).hasContent("new").isExecutable();
  }

  @Test
  void whatIsMadeBelongsToTheOwnerOfTheTree() throws Exception {
    assumeTrue(
        Integer.valueOf(0).equals(Files.getAttribute(root, "unix:uid")), "only root can hand over");
    Files.setAttribute(root, "unix:uid", 12345);
    Files.setAttribute(root, "unix:gid", 12345);
    files.write("new/deep/x.txt", "x");
    for (String made : new String[] {"new", "new/deep", "new/deep/x.txt"}) {
      Path path = root.resolve(made);
      assertThat(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)).isEqualTo(12345);
      assertThat(Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS)).isEqualTo(12345);
    }
  }
}
