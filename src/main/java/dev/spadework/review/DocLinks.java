package dev.spadework.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What in Markdown points to nothing: relative links, anchors, fences, paths in fenced blocks. */
public final class DocLinks {
  private static final Pattern LINK =
      Pattern.compile("!?\\[[^\\]]*]\\(\\s*<?([^)\\s>]+)>?(?:\\s+[\"'(][^)]*)?\\)");
  private static final Pattern REFERENCE =
      Pattern.compile("^ {0,3}\\[[^\\]^]+]:\\s*<?([^\\s>]+)>?");
  private static final Pattern HTML = Pattern.compile("\\b(?:href|src)=[\"']([^\"']+)[\"']");
  private static final Pattern NAMED = Pattern.compile("\\b(?:id|name)=[\"']([^\"']+)[\"']");
  private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})(.*)$");
  private static final Pattern HEADING = Pattern.compile("^ {0,3}#{1,6}\\s+(.*?)\\s*#*\\s*$");
  private static final Pattern PATH =
      Pattern.compile(
          "(?<![\\w/:.$@-])(?:\\./)?([\\w.-]+(?:/[\\w.-]+)+|[\\w-]+\\.(?:sh|py|rb|js))");
  private static final Pattern MADE =
      Pattern.compile(
          "(?:.*/)?(?:target|build|dist|out|node_modules|bin|\\.venv|venv|tmp|data|logs?)(?:/.*)?");

  /**
   * Something that leads nowhere.
   *
   * @param why {@code file}, {@code anchor}, {@code fence}, {@code path} or {@code script}
   */
  public record Broken(String path, int line, String target, String why) {
    /** The same wherever it stands in the file. */
    public String key() {
      return path + " " + target + " " + why;
    }
  }

  private final Set<String> paths;
  private final Function<String, Optional<String>> texts;
  private final Map<String, Set<String>> anchors = new HashMap<>();
  private final Set<String> folders = new LinkedHashSet<>();
  private int seen;

  /**
   * A reader of one tree.
   *
   * @param paths all files of the tree
   * @param texts what they hold
   */
  public DocLinks(List<String> paths, Function<String, Optional<String>> texts) {
    this.paths = Set.copyOf(paths);
    this.texts = texts;
    for (String path : paths) {
      for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
        folders.add(path.substring(0, at));
      }
    }
  }

  /** Links that were looked at so far. */
  public int seen() {
    return seen;
  }

  /** Whether it is a document that is read here. */
  public static boolean isRead(String path) {
    return path.matches("(?i).*\\.(?:md|markdown)");
  }

  /** What is broken in one document. */
  public List<Broken> in(String path) {
    List<Broken> broken = new ArrayList<>();
    String fence = "";
    int opened = 0;
    int number = 0;
    for (String line : texts.apply(path).orElse("").split("\n", -1)) {
      number++;
      Matcher mark = FENCE.matcher(line);
      boolean marks = mark.matches();
      if (fence.isEmpty()
          && marks
          && !(mark.group(1).startsWith("`") && mark.group(2).contains("`"))) {
        fence = mark.group(1);
        opened = number;
      } else if (!fence.isEmpty()
          && marks
          && mark.group(1).startsWith(fence)
          && mark.group(2).isBlank()) {
        fence = "";
      } else if (fence.isEmpty()) {
        links(path, number, line, broken);
      } else {
        commands(path, number, line, broken);
      }
    }
    if (!fence.isEmpty()) {
      broken.add(new Broken(path, opened, fence, "fence"));
    }
    return broken;
  }

  private void links(String path, int number, String line, List<Broken> broken) {
    String plain = line.replaceAll("(`+)(?!`).*?[^`]\\1(?!`)", "");
    for (Pattern pattern : List.of(LINK, REFERENCE, HTML)) {
      Matcher matcher = pattern.matcher(plain);
      while (matcher.find()) {
        String target = matcher.group(1);
        if (!target.matches("(?:[A-Za-z][A-Za-z0-9+.-]*:|//).*")) {
          seen++;
          why(path, target).ifPresent(w -> broken.add(new Broken(path, number, target, w)));
        }
      }
    }
  }

  private Optional<String> why(String from, String target) {
    int hash = target.indexOf('#');
    String file = (hash < 0 ? target : target.substring(0, hash)).replaceFirst("\\?.*", "");
    String to = file.isEmpty() ? from : resolved(from, decoded(file));
    boolean folder = to.isEmpty() || folders.contains(to);
    if (!paths.contains(to) && !folder) {
      return Optional.of("file");
    }
    String anchor = hash < 0 ? "" : decoded(target.substring(hash + 1));
    boolean line = anchor.matches("L\\d+.*");
    return anchor.isEmpty() || folder || line || !isRead(to) || anchors(to).contains(anchor)
        ? Optional.empty()
        : Optional.of("anchor");
  }

  private static String decoded(String text) {
    try {
      return java.net.URLDecoder.decode(
          text.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A stray percent sign is one.
      return text;
    }
  }

  private static String resolved(String from, String file) {
    List<String> parts = new ArrayList<>();
    if (!file.startsWith("/") && from.contains("/")) {
      parts.addAll(List.of(from.substring(0, from.lastIndexOf('/')).split("/")));
    }
    for (String part : file.split("/")) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return "../" + file;
        }
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** GitHub's anchors: lower case, without marks, blanks as hyphens, doublets numbered. */
  private Set<String> anchors(String path) {
    Set<String> known = anchors.get(path);
    if (known != null) {
      return known;
    }
    Set<String> found = new LinkedHashSet<>();
    Map<String, Integer> times = new HashMap<>();
    String before = "";
    for (String line : texts.apply(path).orElse("").split("\n", -1)) {
      Matcher heading = HEADING.matcher(line);
      boolean under = line.matches(" {0,3}(?:=+|-{2,})\\s*") && !before.isBlank();
      if (heading.matches() || under) {
        String slug = slug(under ? before : heading.group(1));
        int time = times.merge(slug, 1, Integer::sum);
        found.add(time == 1 ? slug : slug + "-" + (time - 1));
      }
      Matcher named = NAMED.matcher(line);
      while (named.find()) {
        found.add(named.group(1));
      }
      before = line;
    }
    anchors.put(path, found);
    return found;
  }

  static String slug(String heading) {
    return heading
        .replaceAll("!?\\[([^\\]]*)]\\([^)]*\\)", "$1")
        .replaceAll("<[^>]*>", "")
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
        .replace(' ', '-');
  }

  /** Files of this repository that a fenced block names. */
  private void commands(String path, int number, String line, List<Broken> broken) {
    Matcher matcher = PATH.matcher(line);
    while (matcher.find()) {
      String named = matcher.group(1).replaceAll("[.]+$", "");
      boolean dotted = matcher.group().startsWith("./");
      boolean ours = dotted || named.contains("/") && folders.contains(first(named));
      boolean there = paths.contains(named) || folders.contains(named);
      if (ours && !there && !MADE.matcher(named).matches() && !named.contains("*")) {
        broken.add(new Broken(path, number, named, "path"));
      }
    }
    Matcher script = Pattern.compile("\\bnpm run ([\\w:-]+)").matcher(line);
    while (script.find() && paths.contains("package.json")) {
      String quoted = "\"" + script.group(1) + "\"";
      if (!texts.apply("package.json").orElse("").contains(quoted)) {
        broken.add(new Broken(path, number, script.group(), "script"));
      }
    }
  }

  private static String first(String path) {
    return path.substring(0, path.indexOf('/'));
  }
}
