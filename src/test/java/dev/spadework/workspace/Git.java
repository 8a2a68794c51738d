package dev.spadework.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The native git of this machine, for tests, without anybody's configuration. */
public final class Git {
  private static final Map<String, String> CALM =
      Map.of(
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_COUNT", "1",
          "GIT_CONFIG_KEY_0", "safe.directory",
          "GIT_CONFIG_VALUE_0", "*",
          "GIT_AUTHOR_NAME", "Ann",
          "GIT_AUTHOR_EMAIL", "ann@example.com",
          "GIT_COMMITTER_NAME", "Ann",
          "GIT_COMMITTER_EMAIL", "ann@example.com");

  private final Path directory;

  private Git(Path directory) {
    this.directory = directory;
  }

  /** A new repository with the branch {@code main}. */
  public static Git init(Path directory) {
    Git git = in(directory);
    git.run("init", "-q", "-b", "main", ".");
    return git;
  }

  /** Git in a directory, which is made if need be. */
  public static Git in(Path directory) {
    try {
      return new Git(Files.createDirectories(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path directory() {
    return directory;
  }

  /** Writes a file of the work tree. */
  public Git write(String path, String text) {
    try {
      Path file = directory.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits all there is and returns the commit. */
  public String commit(String message) {
    run("add", "-A", "-f");
    run("commit", "-q", "--allow-empty", "-m", message);
    return run("rev-parse", "HEAD").strip();
  }

  /** Runs a command of git and returns what it printed. */
  public String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(CALM);
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " in " + directory + ": " + out);
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
