package dev.spadework.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Locks, which a package manager writes and nobody else: an entry that neither the base nor the
 * package manager has, or that goes against itself, was written by hand.
 */
public final class Locks {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code [[package]]} of Cargo.lock, poetry.lock and uv.lock, up to the next one. */
  private static final Pattern TOML =
      Pattern.compile(
          "(?ms)^\\[\\[package\\]\\]\\s*$(.*?)(?=^\\[\\[package\\]\\]|^\\[metadata|\\z)");

  private static final Pattern FIELD =
      Pattern.compile("(?m)^(name|version|source|checksum)\\s*=\\s*(.*)$");
  private static final Pattern SUM = Pattern.compile("sha(?:256|512)[:-][\\w+/=]{20,}");

  /** {@code name@range, name@range:} of yarn.lock and the indented lines below. */
  private static final Pattern YARN =
      Pattern.compile("(?m)^\"?(@?[^@\\s\"]+)@[^\\n]*:\\n((?:[ \\t]+[^\\n]*\\n?)+)");

  private static final Pattern YARN_FIELD =
      Pattern.compile("(?m)^  (version|resolved|integrity|checksum):? \"?([^\"\\n]*)\"?$");

  private Locks() {}

  /**
   * One package in a lock.
   *
   * @param from where it is fetched; empty where the lock does not say
   * @param sum its checksum; empty where the lock has none
   */
  public record Locked(String name, String version, String from, String sum) {
    private String words() {
      return name + " " + version;
    }
  }

  /** The packages of a lock, as far as its kind is known. */
  public static List<Locked> read(String path, String text) {
    if (path.endsWith(".json")) {
      return path.endsWith("Pipfile.lock") ? List.of() : json(text);
    }
    if (path.endsWith("go.sum")) {
      return text.lines()
          .map(line -> line.split(" "))
          .filter(cells -> cells.length == 3)
          .map(cells -> new Locked(cells[0], cells[1], "", cells[2]))
          .toList();
    }
    if (path.endsWith("yarn.lock")) {
      return yarn(text);
    }
    return path.endsWith(".lock") ? toml(text) : List.of();
  }

  /**
   * Packages in the locks of a change that no package manager wrote.
   *
   * @param fetched the locks that the package manager wrote in the setup phase, by path; empty
   *     where none ran. Then only what goes against itself is found
   * @return what is wrong, a line each; empty if nothing is
   */
  public static List<String> byHand(List<Edit> edits, Map<String, String> fetched) {
    Set<String> found = new TreeSet<>();
    for (Edit edit : edits) {
      if (Manifests.isLock(edit.path()) && edit.after().isPresent()) {
        List<Locked> was = read(edit.path(), edit.textBefore());
        List<Locked> is = read(edit.path(), edit.textAfter());
        Optional<String> own = Optional.ofNullable(fetched.get(edit.path()));
        own.ifPresent(text -> foreign(edit, was, is, text, found));
        if (own.isEmpty()) {
          against(was, is, found);
        }
      }
    }
    return List.copyOf(found);
  }

  /** Whether any lock of a change can be held against what a package manager wrote. */
  public static boolean compared(List<Edit> edits, Map<String, String> fetched) {
    return edits.stream().anyMatch(edit -> fetched.containsKey(edit.path()));
  }

  private static void foreign(
      Edit edit, List<Locked> was, List<Locked> is, String own, Set<String> found) {
    if (is.isEmpty()) {
      Set<String> known = new HashSet<>();
      edit.textBefore().lines().map(String::strip).forEach(known::add);
      own.lines().map(String::strip).forEach(known::add);
      edit.added().stream()
          .map(line -> line.text().strip())
          .filter(line -> !known.contains(line))
          .forEach(found::add);
      return;
    }
    Set<Locked> known = new HashSet<>(was);
    known.addAll(read(edit.path(), own));
    is.stream().filter(each -> !known.contains(each)).map(Locked::words).forEach(found::add);
  }

  /** The same checksum for another version, or none where there was one. */
  private static void against(List<Locked> was, List<Locked> is, Set<String> found) {
    Map<String, String> bySum = new HashMap<>();
    Map<String, Locked> byName = new HashMap<>();
    for (Locked each : was) {
      bySum.putIfAbsent(each.sum(), each.words());
      byName.putIfAbsent(each.name(), each);
    }
    for (Locked each : is) {
      Locked before = byName.get(each.name());
      boolean moved = before != null && !before.version().equals(each.version());
      // A module's go.mod often stays the same from version to version.
      boolean sameSum =
          !each.version().endsWith("/go.mod")
              && !each.sum().isEmpty()
              && !bySum.getOrDefault(each.sum(), each.words()).equals(each.words());
      boolean lost = moved && !before.sum().isEmpty() && each.sum().isEmpty();
      boolean elsewhere =
          moved && !each.from().isEmpty() && each.from().equals(before.from()) && named(before);
      if (sameSum || lost || elsewhere) {
        found.add(each.words());
      }
    }
  }

  /** Whether where it comes from names its version, so that another version lies elsewhere. */
  private static boolean named(Locked locked) {
    return locked.from().contains(locked.version());
  }

  /** Versions that went from one to another, by name; for a change that only moves the lock. */
  public static Map<String, Manifests.Moved> moved(List<Edit> edits) {
    Map<String, Manifests.Moved> moved = new LinkedHashMap<>();
    for (Edit edit : edits) {
      if (Manifests.isLock(edit.path()) && edit.before().isPresent() && edit.after().isPresent()) {
        Map<String, String> was = versions(read(edit.path(), edit.textBefore()));
        versions(read(edit.path(), edit.textAfter()))
            .forEach(
                (name, version) -> {
                  String before = was.get(name);
                  if (before != null && !before.equals(version)) {
                    moved.put(name, new Manifests.Moved(edit.path(), name, before, version));
                  }
                });
      }
    }
    return moved;
  }

  private static Map<String, String> versions(Collection<Locked> all) {
    Map<String, String> versions = new LinkedHashMap<>();
    all.forEach(each -> versions.putIfAbsent(each.name(), each.version()));
    return versions;
  }

  private static List<Locked> json(String text) {
    List<Locked> all = new ArrayList<>();
    try {
      JsonNode packages = JSON.readTree(text).path("packages");
      packages
          .properties()
          .forEach(
              entry -> {
                JsonNode each = entry.getValue();
                String name =
                    entry.getKey().substring(entry.getKey().lastIndexOf("node_modules/") + 1);
                if (!entry.getKey().isEmpty() && !each.path("link").asBoolean()) {
                  all.add(
                      new Locked(
                          name.replaceFirst("^ode_modules/", ""),
                          each.path("version").asText(""),
                          each.path("resolved").asText(""),
                          each.path("integrity").asText("")));
                }
              });
    } catch (JsonProcessingException broken) {
      // What npm cannot read either locks nothing; the tests will tell.
      return List.of();
    }
    return all;
  }

  private static List<Locked> toml(String text) {
    List<Locked> all = new ArrayList<>();
    Matcher block = TOML.matcher(text);
    while (block.find()) {
      Map<String, String> fields = new HashMap<>();
      Matcher field = FIELD.matcher(block.group(1));
      while (field.find()) {
        fields.putIfAbsent(field.group(1), field.group(2).strip().replaceAll("^\"|\"$", ""));
      }
      Set<String> sums = new TreeSet<>();
      Matcher sum = SUM.matcher(block.group(1));
      while (sum.find()) {
        sums.add(sum.group());
      }
      all.add(
          new Locked(
              fields.getOrDefault("name", ""),
              fields.getOrDefault("version", ""),
              fields.getOrDefault("source", ""),
              fields.getOrDefault("checksum", String.join(" ", sums))));
    }
    return all;
  }

  private static List<Locked> yarn(String text) {
    List<Locked> all = new ArrayList<>();
    Matcher block = YARN.matcher(text);
    while (block.find()) {
      Map<String, String> fields = new HashMap<>();
      Matcher field = YARN_FIELD.matcher(block.group(2));
      while (field.find()) {
        fields.put(field.group(1), field.group(2));
      }
      all.add(
          new Locked(
              block.group(1),
              fields.getOrDefault("version", ""),
              fields.getOrDefault("resolved", ""),
              fields.getOrDefault("integrity", fields.getOrDefault("checksum", ""))));
    }
    return all;
  }
}
