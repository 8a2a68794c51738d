package dev.spadework.workspace;

import dev.spadework.redact.Credentials;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** The tracked files of a clone by what they hold now. */
record CloneContents(Clone own, Credentials credentials) implements Contents {
  @Override
  public Optional<String> version() {
    return Optional.empty();
  }

  @Override
  public List<Listed> listed() throws WorkspaceException {
    try (Repository repository = own.open()) {
      DirCache index = repository.readDirCache();
      CloneFiles files = new CloneFiles(own.root(), indexed(repository));
      List<Listed> listed = new ArrayList<>();
      String last = "";
      for (int i = 0; i < index.getEntryCount(); i++) {
        String path = index.getEntry(i).getPathString();
        // A conflict has an entry for each side.
        if (!path.equals(last) && !withheld(path)) {
          listed.add(files.of(index.getEntry(i)));
        }
        last = path;
      }
      return listed;
    } catch (IOException e) {
      throw WorkspaceException.disk(
          "The index of " + own.root() + " cannot be read: " + WorkspaceException.reason(e), e);
    }
  }

  private static Instant indexed(Repository repository) throws IOException {
    File file = repository.getIndexFile();
    return file.exists() ? Files.getLastModifiedTime(file.toPath()).toInstant() : Instant.MIN;
  }

  private boolean withheld(String path) {
    return switch (credentials.byName(path)) {
      case HARMLESS -> false;
      case WITHHELD -> true;
      case READ -> {
        try (InputStream in =
            Files.newInputStream(own.root().resolve(path), LinkOption.NOFOLLOW_LINKS)) {
          yield credentials.inText(path, in.readNBytes(Credentials.HEAD));
        } catch (IOException | InvalidPathException e) {
          // What cannot be read is not shown either.
          yield true;
        }
      }
    };
  }

  @Override
  public void read(List<Listed> wanted, int most, Listed.Sink sink) throws InterruptedException {
    CloneFiles files = new CloneFiles(own.root(), Instant.MIN);
    for (Listed each : wanted) {
      Optional<byte[]> bytes = files.read(each.path()).filter(read -> read.length <= most);
      if (bytes.isPresent()) {
        sink.take(each.path(), files.id(bytes.get()), bytes.get());
      }
    }
  }

  @Override
  public History past(
      int most,
      Optional<History> last,
      Predicate<String> known,
      BiConsumer<String, PastCommit> found)
      throws WorkspaceException {
    try (Repository repository = own.open()) {
      ObjectId head = repository.resolve(Constants.HEAD);
      return head == null
          ? new History("", List.of())
          : PastCommits.walk(repository, head, most, last, known, found);
    } catch (IOException e) {
      throw WorkspaceException.disk(
          "The history of " + own.root() + " cannot be read: " + WorkspaceException.reason(e), e);
    }
  }
}
