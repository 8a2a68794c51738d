package dev.spadework.forge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pull requests as files, one each, {@code <owner>/<name>/<number>.json}. Safe for use by many
 * threads and processes.
 */
public final class LocalForge implements Forge {
  private static final Pattern REPO =
      Pattern.compile("(?!\\.+/)[A-Za-z0-9_.-]+/(?!\\.+$)[A-Za-z0-9_.-]+");
  private static final Pattern FILE = Pattern.compile("([1-9]\\d{0,8})\\.json");

  private final Path directory;
  private final String linkBase;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  LocalForge(Path directory, String linkBase, Clock clock) {
    this.directory = directory.toAbsolutePath();
    this.linkBase = linkBase.replaceAll("/+$", "");
    this.clock = clock;
  }

  @Override
  public PullRequest open(Proposal proposal) throws ForgeException, InterruptedException {
    try {
      Path folder = Files.createDirectories(folder(proposal.repo()));
      lock.lockInterruptibly();
      try (FileChannel held = hold(folder)) {
        Optional<PullRequest> there = find(proposal.repo(), proposal.branch());
        return there.isPresent() ? there.get() : write(folder, proposal);
      } finally {
        lock.unlock();
      }
    } catch (IOException e) {
      throw disk("written", e);
    }
  }

  @Override
  public Optional<PullRequest> find(String repo, String branch) throws ForgeException {
    return list(repo).stream()
        .map(LocalPull::pull)
        .filter(pull -> pull.branch().equals(branch))
        .max(
            Comparator.<PullRequest, Boolean>comparing(
                    pull ->
                        pull.state() == PullRequest.State.OPEN
                            || pull.state() == PullRequest.State.DRAFT)
                .thenComparing(PullRequest::number));
  }

  @Override
  public PullRequest get(String repo, int number) throws ForgeException {
    return local(repo, number)
        .orElseThrow(() -> ForgeException.permanent(repo + " has no pull request " + number + "."))
        .pull();
  }

  @Override
  public Standing standing(String repo, int number) throws ForgeException {
    return switch (get(repo, number).state()) {
      case OPEN, DRAFT -> Standing.of(Standing.State.OPEN);
      case MERGED -> Standing.of(Standing.State.MERGED);
      case CLOSED -> Standing.of(Standing.State.CLOSED);
    };
  }

  /**
   * Notes what became of a pull request: here nobody else does.
   *
   * @throws ForgeException also when there is none of this number
   */
  public PullRequest mark(String repo, int number, PullRequest.State state)
      throws ForgeException, InterruptedException {
    try {
      Path folder = Files.createDirectories(folder(repo));
      lock.lockInterruptibly();
      try (FileChannel held = hold(folder)) {
        get(repo, number);
        LocalPull old = local(repo, number).orElseThrow();
        PullRequest was = old.pull();
        PullRequest pull =
            new PullRequest(
                was.repo(), was.number(), was.url(), was.draft(), state, was.branch(), was.title());
        keep(folder, new LocalPull(pull, old.base(), old.body(), old.diff(), old.openedAt()));
        return pull;
      } finally {
        lock.unlock();
      }
    } catch (IOException e) {
      throw disk("written", e);
    }
  }

  @Override
  public Optional<String> problem(String repo) {
    try {
      Path folder = Files.createDirectories(folder(repo));
      return Files.isWritable(folder)
          ? Optional.empty()
          : Optional.of(folder + " is not writable; give this user the right to write there.");
    } catch (ForgeException e) {
      return Optional.of(e.getMessage());
    } catch (IOException e) {
      return Optional.of(directory + " cannot be made; give this user the right to write there.");
    }
  }

  /** All pull requests of a repository with their contents, the newest first. */
  public List<LocalPull> list(String repo) throws ForgeException {
    List<LocalPull> pulls = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder(repo))) {
      for (Path file : files.filter(f -> number(f) > 0).toList()) {
        pulls.add(read(file));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw disk("read", e);
    }
    pulls.sort(Comparator.comparing((LocalPull pull) -> pull.pull().number()).reversed());
    return pulls;
  }

  /** One pull request with its contents. */
  public Optional<LocalPull> local(String repo, int number) throws ForgeException {
    try {
      return Optional.of(read(folder(repo).resolve(number + ".json")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw disk("read", e);
    }
  }

  private PullRequest write(Path folder, Proposal proposal) throws IOException {
    int last;
    try (Stream<Path> files = Files.list(folder)) {
      last = files.mapToInt(LocalForge::number).max().orElse(0);
    }
    int number = last + 1;
    Path file = folder.resolve(number + ".json");
    String url =
        linkBase.isEmpty()
            ? file.toUri().toString()
            : linkBase + "/" + proposal.repo() + "/" + number;
    PullRequest pull =
        new PullRequest(
            proposal.repo(),
            number,
            url,
            proposal.draft(),
            proposal.draft() ? PullRequest.State.DRAFT : PullRequest.State.OPEN,
            proposal.branch(),
            proposal.title());
    LocalPull local =
        new LocalPull(pull, proposal.base(), proposal.body(), proposal.diff(), clock.instant());
    keep(folder, local);
    return pull;
  }

  private void keep(Path folder, LocalPull local) throws IOException {
    Path unfinished = folder.resolve("new");
    Files.write(unfinished, json.writeValueAsBytes(local));
    Files.move(
        unfinished,
        folder.resolve(local.pull().number() + ".json"),
        StandardCopyOption.ATOMIC_MOVE);
  }

  private LocalPull read(Path file) throws IOException {
    return json.readValue(Files.readAllBytes(file), LocalPull.class);
  }

  private Path folder(String repo) throws ForgeException {
    if (!REPO.matcher(repo).matches()) {
      throw ForgeException.permanent("A repository is named owner/name, not \"" + repo + "\".");
    }
    return directory.resolve(repo);
  }

  private static int number(Path file) {
    Matcher matcher = FILE.matcher(file.getFileName().toString());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static FileChannel hold(Path folder) throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (true) {
        try {
          channel.lock();
          return channel;
        } catch (OverlappingFileLockException e) {
          // Another forge of this process holds it; the system cannot make us wait for that.
          Thread.sleep(20);
        }
      }
    } catch (FileLockInterruptionException e) {
      channel.close();
      throw new InterruptedException("stopped while waiting for the local forge");
    } catch (IOException | InterruptedException e) {
      channel.close();
      throw e;
    }
  }

  private static ForgeException disk(String done, IOException e) {
    return new ForgeException(
        "The local pull requests cannot be " + done + ": " + e, false, Optional.empty(), e);
  }
}
