package dev.spadework.agent;

import dev.spadework.agent.Fetched.Shipped;
import dev.spadework.review.Changelog;
import dev.spadework.review.Manifests.Moved;
import dev.spadework.review.Users;
import dev.spadework.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What people should know of versions that moved: a first number, what the package's own changelog
 * says of breaking, and whether a test reaches it. None of it decides anything.
 */
final class DepsRisks {
  private static final int SOURCES = 4_000;
  private static final int LINES = 5;

  private DepsRisks() {}

  static void note(Scene scene, List<Moved> moved, Facts facts) throws WorkspaceException {
    List<Moved> major = moved.stream().filter(Moved::major).toList();
    if (!major.isEmpty()) {
      facts.note("deps.major", "moved", Facts.some(major.stream().map(Moved::words).toList()));
    }
    Optional<Fetched> fetched = Fetched.of(scene.bench().notebook());
    if (fetched.isEmpty()) {
      facts.note("deps.unsearched");
      return;
    }
    changelogs(moved, fetched.get(), facts);
    reach(scene, moved, fetched.get(), facts);
  }

  private static void changelogs(List<Moved> moved, Fetched fetched, Facts facts) {
    List<String> silent = new ArrayList<>();
    List<String> calm = new ArrayList<>();
    for (Moved each : moved) {
      for (Shipped shipped : of(each, fetched)) {
        Optional<List<String>> breaking =
            Changelog.breaking(shipped.notes(), each.was(), shipped.version());
        String name = shipped.name() + " " + shipped.version();
        if (breaking.isEmpty()) {
          silent.add(name);
        } else if (breaking.get().isEmpty()) {
          calm.add(name);
        } else {
          facts.note(
              "deps.breaking",
              "name",
              name,
              "was",
              each.was(),
              "count",
              breaking.get().size(),
              "lines",
              Facts.some(breaking.get().stream().limit(LINES).toList()));
        }
      }
    }
    if (!calm.isEmpty()) {
      facts.note("deps.calm", "names", Facts.some(calm));
    }
    if (!silent.isEmpty()) {
      facts.note("deps.silent", "names", Facts.some(silent));
    }
  }

  private static void reach(Scene scene, List<Moved> moved, Fetched fetched, Facts facts)
      throws WorkspaceException {
    Map<String, String> sources = sources(scene);
    List<String> reached = new ArrayList<>();
    List<String> untested = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    for (Moved each : moved) {
      for (Shipped shipped : of(each, fetched)) {
        Users users = Users.of(shipped.imports(), sources);
        if (!users.tests().isEmpty()) {
          reached.add(shipped.name());
        } else if (!users.code().isEmpty()) {
          untested.add(shipped.name());
        } else if (!shipped.imports().isEmpty()) {
          unused.add(shipped.name());
        }
      }
    }
    if (!reached.isEmpty()) {
      facts.note("deps.reached", "names", Facts.some(reached));
    }
    if (!untested.isEmpty()) {
      facts.note("deps.untested", "names", Facts.some(untested));
    }
    if (!unused.isEmpty()) {
      facts.note("deps.unused", "names", Facts.some(unused));
    }
  }

  private static Map<String, String> sources(Scene scene) throws WorkspaceException {
    Map<String, String> sources = new TreeMap<>();
    for (String path : scene.paths()) {
      if (Users.isSource(path) && sources.size() < SOURCES) {
        scene.text(scene.head(), path).ifPresent(text -> sources.put(path, text));
      }
    }
    return sources;
  }

  /** The packages that a version in a manifest is about; a property may be about several. */
  private static List<Shipped> of(Moved moved, Fetched fetched) {
    List<Shipped> named = new ArrayList<>();
    List<Shipped> alike = new ArrayList<>();
    for (Shipped each : fetched.packages()) {
      if (plain(each.version()).equals(plain(moved.is()))) {
        String name = each.name();
        if (name.equals(moved.name())
            || name.endsWith(":" + moved.name())
            || canonical(name).equals(canonical(moved.name()))) {
          named.add(each);
        } else if (sharesWord(name, moved.name())) {
          alike.add(each);
        }
      }
    }
    return named.isEmpty() ? alike : named;
  }

  private static boolean sharesWord(String name, String property) {
    Set<String> words = new HashSet<>(words(name));
    words.retainAll(words(property));
    return !words.isEmpty();
  }

  private static List<String> words(String name) {
    return List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+|(?<=[a-z])(?=\\d)")).stream()
        .filter(word -> word.length() > 2 && !word.equals("version") && !word.equals("org"))
        .toList();
  }

  private static String plain(String version) {
    return version.replaceFirst("^v", "");
  }

  private static String canonical(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }
}
