package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * One commit of a bare clone as the material of an index, without a checkout, so that many commits
 * of a repository are read quickly.
 */
record Mirror(Path repository, String commit, int most) implements Material<IOException> {
  /** As {@code workspace.PastCommits} leaves them out. */
  private static final int MOST_PATHS = 20;

  private static final int LARGEST_PIPE = 500;

  @Override
  public Optional<String> version() {
    return Optional.of(commit);
  }

  @Override
  public List<Listed> files() throws IOException {
    List<Listed> files = new ArrayList<>();
    for (String each : git("", "ls-tree", "-r", "-z", commit).split("\0")) {
      int tab = each.indexOf('\t');
      if (tab > 0) {
        String[] about = each.substring(0, tab).split(" ");
        boolean file = about[1].equals("blob") && !about[0].equals("120000");
        files.add(
            new Listed(each.substring(tab + 1), file ? Optional.of(about[2]) : Optional.empty()));
      }
    }
    return files;
  }

  @Override
  public void read(List<Listed> wanted, int largest, Sink sink)
      throws IOException, InterruptedException {
    Process process = start("cat-file", "--batch");
    try (OutputStream ask = process.getOutputStream();
        InputStream answer = new BufferedInputStream(process.getInputStream())) {
      for (Listed each : wanted) {
        String id = each.text().orElseThrow();
        ask.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
        ask.flush();
        StringBuilder head = new StringBuilder();
        for (int c = answer.read(); c != '\n' && c >= 0; c = answer.read()) {
          head.append((char) c);
        }
        String[] about = head.toString().split(" ");
        if (about.length == 3) {
          byte[] bytes = answer.readNBytes(Integer.parseInt(about[2]));
          assertThat(answer.read()).isEqualTo('\n');
          if (bytes.length <= largest) {
            sink.take(each.path(), id, bytes);
          }
        }
      }
    }
  }

  @Override
  public Walk past(Optional<Walk> last, Predicate<String> known, BiConsumer<String, Past> found)
      throws IOException {
    List<String> ids =
        List.of(git("", "rev-list", "--no-merges", "-" + most, commit).strip().split("\n"));
    List<String> unknown = ids.stream().filter(id -> !known.test(id)).toList();
    Map<String, Past> read = new LinkedHashMap<>();
    for (int from = 0; from < unknown.size(); from += LARGEST_PIPE) {
      List<String> some = unknown.subList(from, Math.min(unknown.size(), from + LARGEST_PIPE));
      String log =
          git(
              String.join("\n", some),
              "log",
              "--stdin",
              "--no-walk=unsorted",
              "--no-renames",
              "--format=%x01%H%x02%B%x03",
              "--name-only");
      for (String each : log.split("\u0001")) {
        int message = each.indexOf('\u0002');
        int paths = each.indexOf('\u0003');
        if (message > 0) {
          List<String> touched =
              each.substring(paths + 1).lines().filter(line -> !line.isBlank()).toList();
          // Sweeping ones stay in the walk, and say nothing.
          read.put(
              each.substring(0, message),
              touched.size() > MOST_PATHS
                  ? new Past("", List.of())
                  : new Past(each.substring(message + 1, paths), touched));
        }
      }
    }
    read.forEach(found);
    return new Walk(commit, ids);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private String git(String input, String... arguments) throws IOException {
    Process process = start(arguments);
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream out = process.getOutputStream()) {
                out.write(input.getBytes(StandardCharsets.US_ASCII));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      writer.join();
      assertThat(process.waitFor()).as(arguments[0]).isZero();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return answer;
  }
}
