package dev.spadework.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Markdown files of rules in one directory. */
final class RuleFiles {
  /** Bytes. More than any prompt has room for. */
  private static final int LARGEST = 256 * 1024;

  private static final Logger log = LoggerFactory.getLogger(RuleFiles.class);

  private final Path root;

  RuleFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * The first 256 KB of a file.
   *
   * @param name below the directory, already checked
   */
  Optional<String> read(String name) {
    Path file = root.resolve(name);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (!plain(file)) {
      log.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("mend", "replace the symbolic link by a plain file")
          .log("rules_file_passed_over");
      return Optional.empty();
    }
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("rules in " + file + " cannot be read; check who owns it", e);
    }
  }

  /** Whether it is a regular file and no directory between the root and it is a link. */
  private boolean plain(Path file) {
    for (Path at = file.getParent(); !at.equals(root); at = at.getParent()) {
      if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
    }
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }
}
