package dev.spadework.agent;

import dev.spadework.agent.Tool.WrongCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;

/**
 * The files of one work tree, for tools that a model drives. Nothing outside the tree is reached:
 * paths are relative, without {@code ..}, and no part of them may be a link or a special file.
 */
final class TreeFiles {
  /** Larger files are not shown or edited. */
  private static final long LARGEST = 1 << 20;

  private final Path root;

  TreeFiles(Path root) {
    this.root = root;
  }

  /** The text of a file. */
  String read(String path) throws WrongCall {
    Path file = existing(path);
    try {
      if (Files.size(file) > LARGEST) {
        throw new WrongCall(path + " is larger than 1 MiB. Use search to find the lines you need.");
      }
      byte[] bytes;
      try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        bytes = in.readNBytes((int) LARGEST);
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new WrongCall(path + " is not UTF-8 text; it can be neither shown nor edited.");
    } catch (IOException e) {
      throw new WrongCall(path + " cannot be read: " + e.getClass().getSimpleName() + ".");
    }
  }

  /** Whether there is such a file. */
  boolean exists(String path) throws WrongCall {
    return Files.isRegularFile(resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** Makes the file, or makes it say this. */
  void write(String path, String text) throws WrongCall {
    Path file = resolve(path);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new WrongCall(path + " is not a file.");
    }
    try {
      makeFolders(file.getParent());
      Files.write(
          file,
          text.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);
      own(file);
    } catch (IOException e) {
      throw new WrongCall(path + " cannot be written: " + e.getClass().getSimpleName() + ".");
    }
  }

  /** Takes the file away. */
  void delete(String path) throws WrongCall {
    Path file = existing(path);
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new WrongCall(path + " cannot be deleted: " + e.getClass().getSimpleName() + ".");
    }
  }

  private Path existing(String path) throws WrongCall {
    Path file = resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new WrongCall(
          Files.exists(file, LinkOption.NOFOLLOW_LINKS)
              ? path + " is not a file."
              : "There is no file " + path + ". Use search, or read the file tree above.");
    }
    return file;
  }

  private Path resolve(String path) throws WrongCall {
    Path relative;
    try {
      relative = Path.of(path.strip());
    } catch (InvalidPathException e) {
      throw new WrongCall("That is not a path.");
    }
    if (path.isBlank() || relative.isAbsolute()) {
      throw new WrongCall("Paths are relative to the root of the repository.");
    }
    Path at = root;
    for (Path part : relative) {
      String name = part.toString();
      if (name.equals("..") || name.equals(".")) {
        throw new WrongCall("Paths have no `.` or `..` parts.");
      }
      if (name.toLowerCase(Locale.ROOT).equals(".git")) {
        throw new WrongCall("The git directory is out of reach.");
      }
      at = at.resolve(part);
      refuseLink(at, path);
    }
    return at;
  }

  private static void refuseLink(Path at, String path) throws WrongCall {
    try {
      BasicFileAttributes is =
          Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (is.isSymbolicLink() || is.isOther()) {
        throw new WrongCall(path + " goes through a link or a special file; that is refused.");
      }
    } catch (NoSuchFileException e) {
      // Not there yet: it may be about to be written.
      return;
    } catch (IOException e) {
      throw new WrongCall(path + " cannot be reached.");
    }
  }

  private void makeFolders(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      makeFolders(folder.getParent());
      Files.createDirectory(folder);
      own(folder);
    }
  }

  /** Commands run as the tree's owner, who must be able to work with what a tool made. */
  private void own(Path made) throws IOException {
    for (String who : List.of("unix:uid", "unix:gid")) {
      Object owner = Files.getAttribute(root, who, LinkOption.NOFOLLOW_LINKS);
      if (!owner.equals(Files.getAttribute(made, who, LinkOption.NOFOLLOW_LINKS))) {
        Files.setAttribute(made, who, owner, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
