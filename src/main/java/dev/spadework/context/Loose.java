package dev.spadework.context;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** A directory and a past that were read elsewhere. A file is known by its path, so only once. */
record Loose(Path tree, List<String> paths, List<Past> history)
    implements Material<InterruptedException> {
  @Override
  public Optional<String> version() {
    return Optional.empty();
  }

  @Override
  public List<Listed> files() {
    return paths.stream().distinct().map(path -> new Listed(path, Optional.of(path))).toList();
  }

  @Override
  public void read(List<Listed> wanted, int most, Sink sink) throws InterruptedException {
    Tree files = new Tree(tree);
    for (Listed each : wanted) {
      Optional<byte[]> bytes = files.bytes(each.path(), most);
      if (bytes.isPresent()) {
        sink.take(each.path(), each.path(), bytes.get());
      }
    }
  }

  @Override
  public Walk past(Optional<Walk> last, Predicate<String> known, BiConsumer<String, Past> found) {
    Map<String, Past> all = new LinkedHashMap<>();
    history.forEach(commit -> all.put(String.valueOf(all.size()), commit));
    all.forEach(found);
    return new Walk("", List.copyOf(all.keySet()));
  }
}
