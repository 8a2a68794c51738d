package dev.spadework.review;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the code of a change offers to others, before and after: declarations of Java that are
 * public or protected, functions and classes of Python without a leading underscore.
 *
 * @param gone declarations that are not there any more, or read otherwise
 * @param fresh declarations that were not there
 * @param compared how many there were
 * @param unread files of code in languages that are not compared
 */
public record Signatures(Set<String> gone, Set<String> fresh, int compared, List<String> unread) {
  private static final Pattern JAVA =
      Pattern.compile(
          "\\b(?:public|protected)\\s+((?:static\\s+|final\\s+|abstract\\s+|default\\s+|sealed\\s+"
              + "|non-sealed\\s+|synchronized\\s+)*(?:<[^>]*>\\s*)?"
              + "(?:(?:class|interface|enum|record|@interface)\\s+\\w+(?:\\s*<[^{]*?>)?(?:\\s*\\([^)]*\\))?"
              + "|(?:[\\w.<>\\[\\], ?&]+\\s+)?\\w+\\s*\\([^)]*\\)|[\\w.<>\\[\\], ?]+\\s+\\w+(?=\\s*[=;])))");
  private static final Pattern PYTHON =
      Pattern.compile("(?m)^( {0,4})(?:async )?((?:def|class) (?!_)\\w+[^:\\n]*):");

  /** Compares the two sides of all edits; what moves from one file to another stays. */
  public static Signatures of(List<Edit> edits) {
    Set<String> before = new LinkedHashSet<>();
    Set<String> after = new LinkedHashSet<>();
    List<String> unread = new ArrayList<>();
    for (Edit edit : edits) {
      if (!Targets.isCode(edit.path())) {
        continue;
      }
      Language language = Language.of(edit.path());
      if (language != Language.JAVA && language != Language.PYTHON) {
        unread.add(edit.path());
        continue;
      }
      before.addAll(declared(edit.from(), edit.textBefore(), language));
      after.addAll(declared(edit.path(), edit.textAfter(), language));
    }
    Set<String> gone = new TreeSet<>(before);
    gone.removeAll(after);
    Set<String> fresh = new TreeSet<>(after);
    fresh.removeAll(before);
    return new Signatures(gone, fresh, before.size(), List.copyOf(unread));
  }

  /** The name that a declaration is about. */
  public static String name(String declaration) {
    Matcher name = Pattern.compile("(\\w+)\\s*(?:<[^(]*>)?\\s*(?:\\(|$)").matcher(declaration);
    return name.find() ? name.group(1) : declaration;
  }

  private static Set<String> declared(String path, String text, Language language) {
    String bare = Masked.of(text, language).bare();
    Set<String> found = new LinkedHashSet<>();
    Matcher matcher = (language == Language.JAVA ? JAVA : PYTHON).matcher(bare);
    String owner = TestNames.stem(path);
    while (matcher.find()) {
      String declaration = matcher.group(language == Language.JAVA ? 1 : 2);
      found.add(owner + ": " + plain(declaration, language));
    }
    return found;
  }

  /** Without what callers do not see: names of parameters, final, blanks. */
  private static String plain(String declaration, Language language) {
    String one = declaration.replaceAll("\\s+", " ").strip();
    if (language == Language.PYTHON) {
      return one;
    }
    String open = one.replaceAll("\\b(?:synchronized|final) ", "");
    int at = open.indexOf('(');
    if (at < 0 || open.matches("(?:static )?record .*")) {
      return open;
    }
    String inside = open.substring(at + 1, open.lastIndexOf(')'));
    List<String> types = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= inside.length(); i++) {
      char c = i < inside.length() ? inside.charAt(i) : ',';
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (c == ',' && depth == 0) {
        types.add(inside.substring(from, i).strip().replaceFirst("\\s+\\w+$", ""));
        from = i + 1;
      }
    }
    return open.substring(0, at) + "(" + String.join(", ", types) + ")";
  }
}
