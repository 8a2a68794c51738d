package dev.spadework.agent;

import dev.spadework.redact.Credentials;
import dev.spadework.redact.Found;
import dev.spadework.redact.Redactor;
import dev.spadework.workspace.Diff;
import dev.spadework.workspace.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a change looks like a secret, a line each: file, line, kind and a hint of the value,
 * never the value. Lines that the change only moves count too; they are few.
 */
final class SecretScan {
  private static final int MOST = 20;

  /** Of a value so much is shown that who knows it knows which one is meant. */
  private static final int SHOWN = 4;

  private static final Pattern HUNK = Pattern.compile("@@ -\\d+(?:,\\d+)? \\+(\\d+).*");
  private static final String FILE = "+++ ";

  private final Redactor redactor;
  private final List<String> findings = new ArrayList<>();

  private SecretScan(Redactor redactor) {
    this.redactor = redactor;
  }

  /** In added lines, in names of new files, and in files that are made to hold credentials. */
  static List<String> of(Diff diff, Redactor redactor) {
    SecretScan scan = new SecretScan(redactor);
    for (FileChange change : diff.files()) {
      if (change.kind() != FileChange.Kind.DELETED) {
        scan.name(change);
      }
    }
    scan.lines(diff.unified());
    return scan.few();
  }

  /** In a text that goes out with the change. */
  static List<String> of(String what, String text, Redactor redactor) {
    return redactor.all(text).stream()
        .limit(1)
        .map(found -> what + " holds what looks like a secret (" + found.kind() + ").")
        .toList();
  }

  private void name(FileChange change) {
    if (redactor.finds(change.path())) {
      findings.add("The name of a file looks like a secret: `" + shown(change.path()) + "`.");
    }
    boolean made = change.kind() != FileChange.Kind.MODIFIED;
    if (made && Credentials.but(List.of()).byName(change.path()) == Credentials.ByName.WITHHELD) {
      findings.add("`" + shown(change.path()) + "` is of a kind that holds credentials.");
    }
  }

  private void lines(String unified) {
    String path = "";
    int number = 1;
    boolean header = true;
    StringBuilder added = new StringBuilder();
    List<Integer> numbers = new ArrayList<>();
    for (String line : unified.split("\n", -1)) {
      Matcher hunk = HUNK.matcher(line);
      if (line.startsWith("diff --git ")) {
        hunk(path, added, numbers);
        header = true;
      } else if (header && line.startsWith(FILE)) {
        path = line.substring(FILE.length()).replaceFirst("^b/", "");
      } else if (hunk.matches()) {
        hunk(path, added, numbers);
        number = Integer.parseInt(hunk.group(1));
        header = false;
      } else if (line.startsWith("+")) {
        added.append(line, 1, line.length()).append('\n');
        numbers.add(number++);
      } else if (!header && line.startsWith(" ")) {
        number++;
      }
    }
    hunk(path, added, numbers);
  }

  /** The added lines of one hunk together: a key may take many. */
  private void hunk(String path, StringBuilder added, List<Integer> numbers) {
    String text = added.toString();
    int line = 0;
    int at = 0;
    for (Found found : redactor.all(text)) {
      for (; at < found.from(); at++) {
        line += text.charAt(at) == '\n' ? 1 : 0;
      }
      findings.add(
          "`%s` line %d looks like a secret (%s, %s)."
              .formatted(
                  shown(path),
                  numbers.get(Math.min(line, numbers.size() - 1)),
                  found.kind(),
                  hint(text.substring(found.from(), found.to()))));
    }
    added.setLength(0);
    numbers.clear();
  }

  /** The beginning of a long value, which says whose it is; of a short one nothing. */
  private static String hint(String value) {
    return value.length() >= SHOWN * 5
        ? "`" + value.substring(0, SHOWN).replaceAll("[^A-Za-z0-9_-]", "·") + "…`"
        : value.length() + " characters";
  }

  private String shown(String path) {
    return redactor.clean(path).replace('`', '\'');
  }

  private List<String> few() {
    List<String> all = findings.stream().distinct().toList();
    if (all.size() <= MOST) {
      return all;
    }
    List<String> few = new ArrayList<>(all.subList(0, MOST));
    few.add((all.size() - MOST) + " more places look like secrets.");
    return few;
  }
}
