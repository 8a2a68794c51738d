package dev.spadework.agent;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A diff that fits in: of each file the beginning, shares left over going to the larger ones. */
final class ShortDiff {
  private static final String CUT = "… cut\n";

  private ShortDiff() {}

  /**
   * The diff in at most about so many characters; what git says of blobs and modes is left out.
   *
   * @param unified as git writes it
   */
  static String of(String unified, int chars) {
    List<String> files =
        Arrays.stream(unified.split("(?m)^(?=diff --git )"))
            .map(ShortDiff::bare)
            .filter(file -> !file.isBlank())
            .toList();
    int share = share(files, chars);
    return files.stream().map(file -> cut(file, share)).collect(Collectors.joining());
  }

  private static String bare(String file) {
    return file.replaceAll(
        "(?m)^(?:diff --git|index|similarity index|new file mode|--- (?=/dev/null)).*\n", "");
  }

  /** The largest share that gives all of them no more than the room. */
  private static int share(List<String> files, int room) {
    int low = 0;
    int high = room;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      long needed = files.stream().mapToLong(file -> Math.min(file.length(), middle)).sum();
      if (needed <= room) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static String cut(String file, int share) {
    if (file.length() <= share) {
      return file;
    }
    int end = file.lastIndexOf('\n', Math.max(0, share - 1)) + 1;
    return file.substring(0, end) + CUT;
  }
}
