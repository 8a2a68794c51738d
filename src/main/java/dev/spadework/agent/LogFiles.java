package dev.spadework.agent;

import dev.spadework.task.LogScan.Note;
import dev.spadework.task.LogScan.Origin;
import dev.spadework.task.LogScan.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Log files of this machine that the settings name; they are only read. A file is known by what the
 * file system knows it by, so that a rotated one is not read twice, and what is new in each begins
 * where the last scan ended. The last line counts once it is complete.
 */
final class LogFiles {
  /** More files of one pattern are not looked at. */
  private static final int AT_MOST = 50;

  private static final int HEAD = 256;
  private static final int LONGEST_LINE = 1 << 20;

  private final List<Position> before;
  private final long largest;
  private final Set<String> taken = new HashSet<>();

  /**
   * Files, read on from these positions.
   *
   * @param largest bytes; of a file that has more to read, the newest part is read
   */
  LogFiles(List<Position> before, long largest) {
    this.before = before;
    this.largest = largest;
  }

  /** What is new in the files that these patterns mean, in their order. */
  List<LogInput> of(List<String> patterns) {
    List<LogInput> inputs = new ArrayList<>();
    for (String pattern : patterns) {
      List<Path> files = matching(pattern);
      if (files.isEmpty()) {
        inputs.add(LogInput.without(pattern, Origin.CONFIGURED, Note.MISSING));
      }
      files.forEach(file -> inputs.addAll(file(file, files)));
    }
    return inputs;
  }

  /** Files of a pattern; what a pattern finds is no link, so that nobody can lay one there. */
  static List<Path> matching(String pattern) {
    List<Path> found = new ArrayList<>();
    try {
      Path path = Path.of(pattern);
      String name = String.valueOf(path.getFileName());
      if (name.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0)) {
        return Files.exists(path) ? List.of(path) : List.of();
      }
      Path parent = path.getParent();
      if (parent == null) {
        return List.of();
      }
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, name)) {
        for (Path entry : entries) {
          if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
            found.add(entry);
          }
        }
      }
    } catch (InvalidPathException | IOException | DirectoryIteratorException e) {
      // It says the same as a pattern that means nothing: there is no such file to be read.
      return List.of();
    }
    found.sort(null);
    return found.subList(0, Math.min(AT_MOST, found.size()));
  }

  private List<LogInput> file(Path path, List<Path> all) {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      if (!now.isRegularFile()) {
        return List.of(LogInput.without(path.toString(), Origin.CONFIGURED, Note.UNREADABLE));
      }
      if (!taken.add(key(path, now))) {
        return List.of();
      }
      List<LogInput> inputs = new ArrayList<>();
      List<Note> notes = new ArrayList<>();
      Optional<Position> same = same(path, now);
      long from = same.map(Position::offset).orElse(0L);
      if (same.isPresent() && !goesOn(path, now, same.get())) {
        notes.add(Note.BEGUN_ANEW);
        from = 0;
      } else if (same.isEmpty()) {
        rotated(path, all, inputs, notes);
      }
      inputs.add(part(path, now, from, notes));
      return inputs;
    } catch (IOException e) {
      return List.of(LogInput.without(path.toString(), Origin.CONFIGURED, Note.UNREADABLE));
    }
  }

  /** What was not read yet of the file that was here before, if it is still beside this one. */
  private void rotated(Path path, List<Path> all, List<LogInput> inputs, List<Note> notes)
      throws IOException {
    Optional<Position> old =
        before.stream().filter(position -> position.path().equals(path.toString())).findFirst();
    if (old.isEmpty()) {
      return;
    }
    List<Path> beside =
        matching(path.resolveSibling(path.getFileName().toString() + "*").toString());
    for (Path candidate : beside) {
      BasicFileAttributes there = Files.readAttributes(candidate, BasicFileAttributes.class);
      if (key(candidate, there).equals(old.get().file()) && goesOn(candidate, there, old.get())) {
        notes.add(Note.ROTATED);
        if (!all.contains(candidate) && taken.add(old.get().file())) {
          Optional.of(part(candidate, there, old.get().offset(), new ArrayList<>()))
              .filter(rest -> rest.bytes().isPresent())
              .ifPresent(inputs::add);
        }
        return;
      }
    }
    notes.add(Note.REST_LOST);
  }

  private LogInput part(Path path, BasicFileAttributes now, long start, List<Note> notes)
      throws IOException {
    long from = start;
    long size = now.size();
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long end = Math.max(from, lineEnd(file, from, size));
      if (end == from) {
        notes.add(size == 0 ? Note.EMPTY : Note.NOTHING_NEW);
      } else if (end - from > largest) {
        from = nextLine(file, end - largest, end);
        notes.add(Note.CUT);
      }
      int head = (int) Math.min(HEAD, size);
      Position position =
          new Position(path.toString(), key(path, now), end, head(path, head), head);
      long begin = from;
      long length = end - from;
      return new LogInput(
          path.toString(),
          Origin.CONFIGURED,
          List.copyOf(notes),
          length == 0 ? Optional.empty() : Optional.of(() -> open(path, begin, length)),
          Optional.of(position));
    }
  }

  private static InputStream open(Path path, long from, long length) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
    file.seek(from);
    return new LogStream(Channels.newInputStream(file.getChannel()), length);
  }

  /** Where the last complete line ends; one that is longer than a mebibyte is not waited for. */
  private static long lineEnd(RandomAccessFile file, long from, long size) throws IOException {
    long least = Math.max(from, size - LONGEST_LINE);
    byte[] chunk = new byte[8_192];
    for (long end = size; end > least; ) {
      int n = (int) Math.min(chunk.length, end - least);
      file.seek(end - n);
      file.readFully(chunk, 0, n);
      for (int i = n - 1; i >= 0; i--) {
        if (chunk[i] == '\n') {
          return end - n + i + 1;
        }
      }
      end -= n;
    }
    return size - from > LONGEST_LINE ? size : from;
  }

  private static long nextLine(RandomAccessFile file, long from, long end) throws IOException {
    file.seek(from);
    byte[] chunk = new byte[8_192];
    for (long at = from; at < Math.min(end, from + LONGEST_LINE); ) {
      int n = file.read(chunk, 0, (int) Math.min(chunk.length, end - at));
      if (n <= 0) {
        break;
      }
      for (int i = 0; i < n; i++) {
        if (chunk[i] == '\n') {
          return at + i + 1;
        }
      }
      at += n;
    }
    return from;
  }

  private Optional<Position> same(Path path, BasicFileAttributes now) {
    String key = key(path, now);
    return before.stream().filter(position -> position.file().equals(key)).findFirst();
  }

  /** Whether it is the file that was read before, only longer: inodes are used again. */
  private static boolean goesOn(Path path, BasicFileAttributes now, Position before)
      throws IOException {
    return now.size() >= before.offset()
        && now.size() >= before.headBytes()
        && head(path, before.headBytes()) == before.head();
  }

  private static long head(Path path, int bytes) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream in = Files.newInputStream(path)) {
      sum.update(in.readNBytes(bytes));
    }
    return sum.getValue();
  }

  private static String key(Path path, BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return key == null ? path.toString() : key.toString();
  }
}
