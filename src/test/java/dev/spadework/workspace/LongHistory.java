package dev.spadework.workspace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A repository with a long history, by {@code git fast-import}; the same each time. */
final class LongHistory {
  private static final int FILES = 1_500;
  private static final int LINES = 60;

  private LongHistory() {}

  /** Makes a bare repository whose {@code main} has so many commits. */
  static Path of(int commits, Path bare) throws IOException, InterruptedException {
    Git git = Git.in(bare);
    git.run("init", "-q", "--bare", "-b", "main", ".");
    Path stream = bare.resolveSibling(bare.getFileName() + ".stream");
    Random random = new Random(1);
    try (BufferedWriter out = Files.newBufferedWriter(stream)) {
      for (int commit = 0; commit < commits; commit++) {
        out.write("commit refs/heads/main\n");
        out.write("committer Ann <ann@example.com> " + (1_600_000_000 + commit * 60) + " +0000\n");
        out.write("data 6\nchange\n");
        for (int change = 0; change < (commit == 0 ? FILES : 4); change++) {
          int file = commit == 0 ? change : random.nextInt(FILES);
          StringBuilder text = new StringBuilder();
          for (int line = 0; line < LINES; line++) {
            text.append("  int field").append(line).append(" = ");
            text.append(Long.toHexString(random.nextLong())).append(";\n");
          }
          out.write("M 100644 inline src/p" + file % 60 + "/File" + file + ".java\n");
          out.write("data " + text.length() + "\n" + text + "\n");
        }
      }
    }
    Process process =
        new ProcessBuilder("git", "fast-import", "--quiet")
            .directory(bare.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectInput(stream.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("git fast-import failed");
    }
    Files.delete(stream);
    return bare;
  }
}
