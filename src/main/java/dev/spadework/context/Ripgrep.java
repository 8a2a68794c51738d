package dev.spadework.context;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The search by ripgrep, as a child process without environment, configuration or input. */
final class Ripgrep {
  private final Path program;
  private final Path root;
  private final Tree tree;

  Ripgrep(Path program, Path root) {
    this.program = program;
    this.root = root;
    this.tree = new Tree(root);
  }

  List<Hit> find(String pattern, Selection selection, int limit)
      throws IOException, BadPattern, InterruptedException {
    Process process = start(pattern);
    CompletableFuture<List<Hit>> reading = new CompletableFuture<>();
    Thread reader =
        new Thread(() -> completeWith(reading, process, selection, limit), "ripgrep-reader");
    reader.setDaemon(true);
    reader.start();
    try {
      List<Hit> hits = reading.get(Search.LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      String complaint = hits.isEmpty() ? complaint(process) : "";
      if (!complaint.isEmpty()) {
        throw Search.invalid(pattern, complaint);
      }
      return hits;
    } catch (TimeoutException e) {
      throw Search.tooSlow(pattern);
    } catch (ExecutionException e) {
      throw new IOException("ripgrep's output could not be read", e.getCause());
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(String pattern) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                program.toString(),
                "--no-config",
                "--no-follow",
                "--hidden",
                "--glob=!.git",
                "--no-ignore-parent",
                "--no-ignore-global",
                "--no-ignore-exclude",
                "--no-ignore-dot",
                "--no-require-git",
                "--no-messages",
                "--no-ignore-messages",
                // Its words about binary files would stand between the hits; they are sorted out
                // here.
                "--text",
                "--no-mmap",
                "--no-pre",
                "--no-search-zip",
                "--no-heading",
                "--color=never",
                "--crlf",
                "--null",
                "--line-number",
                "--sort=path",
                "--max-columns=2000",
                "--max-columns-preview",
                "--max-filesize=" + Search.LARGEST_FILE,
                "--max-count=" + Search.MOST_PER_FILE,
                "--regexp=" + pattern,
                "--",
                "./")
            .directory(root.toFile());
    builder.environment().clear();
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private void completeWith(
      CompletableFuture<List<Hit>> reading, Process process, Selection selection, int limit) {
    try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
      reading.complete(read(in, selection, limit));
    } catch (IOException | RuntimeException e) {
      reading.completeExceptionally(e);
    }
  }

  private List<Hit> read(InputStream in, Selection selection, int limit) throws IOException {
    List<Hit> hits = new ArrayList<>();
    Map<String, Boolean> wanted = new HashMap<>();
    while (hits.size() < limit) {
      String name = until(in, '\0');
      if (name.isEmpty()) {
        break;
      }
      String record = until(in, '\n');
      String path = name.startsWith("./") ? name.substring(2) : name;
      int colon = record.indexOf(':');
      if (colon < 1) {
        throw new IOException("ripgrep's output has a line without a number");
      }
      if (wanted.computeIfAbsent(
          path, p -> selection.takes(p) && tree.read(p, Search.LARGEST_FILE).isPresent())) {
        int line = Integer.parseInt(record.substring(0, colon));
        hits.add(Search.hit(path, line, record.substring(colon + 1)));
      }
    }
    return hits;
  }

  private static String until(InputStream in, int end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != end; b = in.read()) {
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The last thing that ripgrep said of the pattern; empty where it had no objection. */
  private static String complaint(Process process) throws IOException, InterruptedException {
    try (InputStream errors = process.getErrorStream()) {
      if (!process.waitFor(1, TimeUnit.SECONDS) || process.exitValue() != 2) {
        return "";
      }
      String said = new String(errors.readNBytes(1 << 14), StandardCharsets.UTF_8);
      return said.lines()
          .filter(line -> line.startsWith("error: "))
          .map(line -> line.substring("error: ".length()))
          .reduce((first, second) -> second)
          .orElseGet(() -> said.lines().findFirst().orElse(""));
    }
  }
}
