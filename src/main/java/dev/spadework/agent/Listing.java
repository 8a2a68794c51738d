package dev.spadework.agent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The files of a base commit, for finding out how a repository is built and tested.
 *
 * @param files paths with slashes
 * @param texts the beginning of a file, by its path
 */
record Listing(Set<String> files, Function<String, Optional<String>> texts) {
  static Listing of(List<String> files, Function<String, Optional<String>> texts) {
    return new Listing(Set.copyOf(files), texts);
  }

  boolean has(String path) {
    return files.contains(path);
  }

  boolean hasAny(String... paths) {
    return Stream.of(paths).anyMatch(files::contains);
  }

  /** Files anywhere whose path matches, in the order of their paths. */
  List<String> matching(String pattern) {
    return files.stream().filter(file -> file.matches(pattern)).sorted().toList();
  }

  /** Its text; empty where it is not there or cannot be read. */
  String text(String path) {
    return has(path) ? texts.apply(path).orElse("") : "";
  }
}
