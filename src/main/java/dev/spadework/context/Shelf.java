package dev.spadework.context;

import dev.spadework.context.Corpus.Said;
import dev.spadework.context.IndexFile.Kept;
import dev.spadework.context.IndexFile.Told;
import dev.spadework.context.Material.Listed;
import dev.spadework.context.Material.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What is in memory of one repository: the texts of the commits that were asked for last, each text
 * once. One thread at a time brings it up to date, others wait for it and find what they need. What
 * it has given out does not change.
 */
final class Shelf {
  /** Files that are looked up, read and kept together. */
  private static final int WINDOW = 64;

  /** Characters. */
  private static final int MOST_TEXT = 4 << 20;

  /** Commits whose files are remembered as they were put together. */
  private static final int RECENT = 4;

  /** Then numbers begin anew: many of these words are of files that are gone. */
  private static final int MOST_WORDS = 2_000_000;

  /** Then the disk is beyond help, and what was read is used without it. */
  private static final int ROUNDS = 3;

  private final ReentrantLock lock = new ReentrantLock();
  private final IndexFile file;
  private final Map<String, Optional<Body>> bodies = new HashMap<>();
  private final Map<String, Doc> docs = new HashMap<>();
  private final Map<String, Said> commits = new HashMap<>();
  private final Map<String, Recall> recent = new LinkedHashMap<>(8, 0.75f, true);
  private final Latest texts = new Latest(MOST_TEXT);
  private Words words = new Words();
  private Optional<Walk> walk = Optional.empty();
  private int lost = -1;
  private volatile long bytes;

  Shelf(IndexFile file) {
    this.file = file;
  }

  /** What it takes of memory, in bytes, roughly. */
  long bytes() {
    return bytes;
  }

  /** Lets go of the file, not of what is in memory. */
  void close() {
    file.close();
  }

  <X extends Exception> Recall recall(Material<X> material) throws X, InterruptedException {
    lock.lockInterruptibly();
    try {
      Optional<Recall> known = material.version().map(recent::get);
      if (known.isPresent() && lost == file.lost()) {
        return known.get();
      }
      file.tidy();
      Recall recall = sound(material);
      material.version().ifPresent(version -> recent.put(version, recall));
      if (recent.size() > RECENT) {
        recent.remove(recent.keySet().iterator().next());
      }
      return recall;
    } finally {
      lock.unlock();
    }
  }

  /** What was lost on the disk on the way is made again. */
  private <X extends Exception> Recall sound(Material<X> material) throws X, InterruptedException {
    for (int round = 1; ; round++) {
      if (lost != file.lost() || words.size() > MOST_WORDS) {
        begin();
      }
      Recall recall = made(material);
      if (lost == file.lost() || round == ROUNDS) {
        return recall;
      }
    }
  }

  private void begin() {
    lost = file.lost();
    words = new Words();
    bodies.clear();
    docs.clear();
    recent.clear();
    commits.clear();
    synchronized (texts) {
      texts.clear();
    }
    walk = file.walk();
    file.commits().forEach((id, told) -> commits.put(id, said(told)));
  }

  private <X extends Exception> Recall made(Material<X> material) throws X, InterruptedException {
    List<Listed> files = sorted(material.files());
    List<Doc> found = new ArrayList<>();
    Room room = new Room();
    Preparing preparing = new Preparing();
    for (int from = 0; from < files.size() && room.left(); from += WINDOW) {
      List<Listed> window = files.subList(from, Math.min(files.size(), from + WINDOW));
      Map<String, String> ids = gather(window, preparing, material);
      for (Listed each : window) {
        Optional<Doc> doc = doc(each.path(), ids.get(each.path()));
        if (doc.isPresent() && room.takes(doc.get().body())) {
          found.add(doc.get());
        }
      }
    }
    List<Said> past = past(material, preparing);
    Words numbers = words;
    Corpus corpus = Corpus.of(found, past, word -> find(numbers, word), words.size());
    clear(files, found);
    return new Recall(files.stream().map(Listed::path).toList(), corpus);
  }

  /** By path; of two whose names become the same in Unicode, the first. */
  private static List<Listed> sorted(List<Listed> files) {
    Map<String, Listed> byPath = new TreeMap<>();
    files.forEach(each -> byPath.putIfAbsent(each.path(), each));
    return List.copyOf(byPath.values());
  }

  private static int find(Words words, String word) {
    synchronized (words) {
      return words.find(Words.key(word));
    }
  }

  /** Sees to it that the bodies of these files are there; returns the ids of their texts. */
  private <X extends Exception> Map<String, String> gather(
      List<Listed> window, Preparing preparing, Material<X> material)
      throws X, InterruptedException {
    Map<String, String> texts = new HashMap<>();
    for (Listed each : window) {
      if (each.text().isPresent() && !Hidden.inName(each.path())) {
        texts.put(each.path(), each.text().get());
      }
    }
    lookUp(texts);
    List<Listed> missing =
        window.stream()
            .filter(each -> texts.containsKey(each.path()) && !known(texts.get(each.path())))
            .toList();
    if (!missing.isEmpty()) {
      Map<String, String> read = new HashMap<>();
      List<Kept> kept = new ArrayList<>();
      material.read(
          missing,
          Preparing.LARGEST_FILE,
          (path, id, content) -> {
            if (Thread.interrupted()) {
              throw new InterruptedException();
            }
            if (!known(id) && kept.stream().noneMatch(each -> each.id().equals(id))) {
              Optional<String> text = Tree.decode(content);
              kept.add(new Kept(id, text.flatMap(preparing::of), text.orElse("")));
            }
            read.put(path, id);
          });
      // What cannot be read is looked for again the next time.
      missing.forEach(each -> texts.remove(each.path()));
      texts.putAll(read);
      keep(kept);
    }
    return texts;
  }

  private boolean known(String id) {
    return bodies.containsKey(id);
  }

  private void lookUp(Map<String, String> texts) {
    Set<String> ids = new LinkedHashSet<>(texts.values());
    ids.removeIf(this::known);
    file.prepared(ids)
        .forEach((id, prepared) -> bodies.put(id, prepared.map(p -> body(p, () -> text(id)))));
  }

  private Body body(Prepared prepared, Supplier<String> text) {
    synchronized (words) {
      return Body.of(prepared, words, text);
    }
  }

  /** Texts are asked for again and again while one question is answered. */
  private String text(String id) {
    synchronized (texts) {
      String known = texts.get(id);
      if (known != null) {
        return known;
      }
    }
    String text = file.text(id);
    synchronized (texts) {
      texts.put(id, text);
    }
    return text;
  }

  private void keep(List<Kept> texts) {
    boolean kept = file.keep(texts);
    for (Kept each : texts) {
      String id = each.id();
      String text = each.text();
      Supplier<String> found = kept ? () -> text(id) : () -> text;
      bodies.put(id, each.prepared().map(prepared -> body(prepared, found)));
    }
  }

  private Optional<Doc> doc(String path, String id) {
    Optional<Body> body = id == null ? Optional.empty() : bodies.get(id);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    Doc doc = docs.get(path);
    if (doc == null || doc.body() != body.get()) {
      int[] name = doc == null ? numbers(new Preparing().keys(path)) : doc.pathTerms();
      Kind kind = doc == null ? Kind.of(path) : doc.kind();
      doc = Doc.of(path, kind, name, body.get());
      docs.put(path, doc);
    }
    return Optional.of(doc);
  }

  private int[] numbers(long[] keys) {
    int[] numbers = new int[keys.length];
    synchronized (words) {
      for (int i = 0; i < keys.length; i++) {
        numbers[i] = words.number(keys[i]);
      }
    }
    return numbers;
  }

  private Said said(Told told) {
    return new Said(numbers(told.words()), told.paths());
  }

  private <X extends Exception> List<Said> past(Material<X> material, Preparing preparing)
      throws X, InterruptedException {
    Map<String, Told> found = new LinkedHashMap<>();
    Walk now =
        material.past(
            walk,
            commits::containsKey,
            (id, commit) ->
                found.put(
                    id,
                    new Told(
                        commit.words().stream().mapToLong(Words::key).toArray(), commit.paths())));
    found.forEach((id, told) -> commits.put(id, said(told)));
    if (!found.isEmpty() || !walk.equals(Optional.of(now))) {
      file.keep(found, now);
    }
    walk = Optional.of(now);
    return now.commits().stream().map(commits::get).toList();
  }

  /** Forgets what only commits had that nobody asks for any more. */
  private void clear(List<Listed> files, List<Doc> found) {
    if (bodies.size() > 2 * files.size() + 1_000) {
      Set<String> used = new LinkedHashSet<>();
      files.forEach(each -> each.text().ifPresent(used::add));
      bodies.keySet().retainAll(used);
      Set<String> paths = new LinkedHashSet<>();
      found.forEach(doc -> paths.add(doc.path()));
      docs.keySet().retainAll(paths);
    }
    List<String> walked = walk.map(Walk::commits).orElse(List.of());
    if (commits.size() > 2 * walked.size() + 1_000) {
      commits.keySet().retainAll(new LinkedHashSet<>(walked));
    }
    bytes =
        16L * words.size()
            + bodies.values().stream().mapToLong(b -> b.map(Body::bytes).orElse(100L)).sum()
            + docs.values().stream().mapToLong(doc -> 200 + 48L * doc.passages().size()).sum()
            + commits.values().stream().mapToLong(c -> 200 + 4L * c.words().length).sum();
  }
}
