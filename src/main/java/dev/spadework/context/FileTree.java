package dev.spadework.context;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An extract of a file tree: the files that fit, and for everything else how many files it holds.
 */
final class FileTree {
  private static final class Directory {
    final Map<String, Directory> directories = new TreeMap<>();
    final List<String> files = new ArrayList<>();
    int count;
    double best;
  }

  private final Directory top = new Directory();
  private final List<String> order;
  private final Map<String, Double> scores;

  /**
   * @param files paths with {@code /}; those whose names hide characters are counted, never shown
   * @param scores how well files fit; others may be missing
   */
  FileTree(List<String> files, Map<String, Double> scores) {
    this.scores = scores;
    this.order =
        files.stream()
            .filter(file -> !Hidden.inName(file))
            .sorted(Comparator.<String>comparingDouble(f -> -score(f)).thenComparing(f -> f))
            .toList();
    files.forEach(this::put);
  }

  /** The largest extract that fits in {@code tokens}; empty if none does. */
  String render(int tokens) {
    int low = 0;
    int high = order.size();
    String best = "";
    while (low <= high) {
      int middle = (low + high) >>> 1;
      String text = text(middle, Integer.MAX_VALUE);
      if (Tokens.of(text) <= tokens) {
        best = text;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    for (int lines = 64; best.isEmpty() && lines >= 0; lines = lines == 0 ? -1 : lines / 2) {
      String text = text(0, lines);
      best = Tokens.of(text) <= tokens ? text : "";
    }
    return best;
  }

  private String text(int files, int mostAtTop) {
    Set<String> shown = new HashSet<>();
    for (String file : order.subList(0, files)) {
      shown.add(file);
      for (int slash = file.indexOf('/'); slash > 0; slash = file.indexOf('/', slash + 1)) {
        shown.add(file.substring(0, slash + 1));
      }
    }
    List<String> lines = new ArrayList<>();
    write(top, "", 0, shown, mostAtTop, lines);
    return String.join("\n", lines);
  }

  private static void write(
      Directory directory, String path, int depth, Set<String> shown, int most, List<String> out) {
    int left = directory.count;
    int listed = 0;
    for (Map.Entry<String, Directory> entry : byFit(directory)) {
      String name = entry.getKey() + "/";
      Directory child = entry.getValue();
      if (listed < most && !Hidden.inName(name) && (depth == 0 || shown.contains(path + name))) {
        listed++;
        left -= child.count;
        while (child.files.isEmpty() && child.directories.size() == 1) {
          Map.Entry<String, Directory> only = child.directories.entrySet().iterator().next();
          if (Hidden.inName(only.getKey())) {
            break;
          }
          name += only.getKey() + "/";
          child = only.getValue();
        }
        if (shown.contains(path + name)) {
          out.add("  ".repeat(depth) + name);
          write(child, path + name, depth + 1, shown, most, out);
        } else {
          out.add("  ".repeat(depth) + name + " … " + files(child.count));
        }
      }
    }
    for (String file : directory.files) {
      if (shown.contains(file)) {
        left--;
        out.add("  ".repeat(depth) + file.substring(file.lastIndexOf('/') + 1));
      }
    }
    if (left > 0) {
      out.add(
          "  ".repeat(depth)
              + "… "
              + (left < directory.count ? left + " more" : left)
              + (left == 1 ? " file" : " files"));
    }
  }

  private static List<Map.Entry<String, Directory>> byFit(Directory directory) {
    return directory.directories.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Directory>>comparingDouble(e -> -e.getValue().best)
                .thenComparing(e -> -e.getValue().count)
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  private static String files(int count) {
    return count == 1 ? "1 file" : count + " files";
  }

  private double score(String file) {
    return scores.getOrDefault(file, 0.0);
  }

  private void put(String file) {
    Directory at = top;
    double score = score(file);
    for (int start = 0; ; ) {
      at.count++;
      at.best = Math.max(at.best, score);
      int slash = file.indexOf('/', start);
      if (slash < 0) {
        at.files.add(file);
        return;
      }
      at = at.directories.computeIfAbsent(file.substring(start, slash), d -> new Directory());
      start = slash + 1;
    }
  }
}
