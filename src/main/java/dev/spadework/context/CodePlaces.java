package dev.spadework.context;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the files of a tree have a text, sources before prose. */
public final class CodePlaces implements LogClusters.Places {
  private static final int MOST = 20;

  /** What an expression means something by, for ripgrep and for Java. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\.\\[\\]{}()*+?^$|]");

  private static final Pattern PROSE =
      Pattern.compile("(?i)\\.(?:md|txt|rst|adoc|log|html?|csv|lock)$|(?:^|/)tests?/");

  private final Search search;

  private CodePlaces(Search search) {
    this.search = search;
  }

  /** In the files under {@code tree}, as they are when they are asked for. */
  public static CodePlaces in(Path tree) {
    return new CodePlaces(Search.in(tree));
  }

  @Override
  public Optional<String> of(String text) throws InterruptedException {
    try {
      String literal = SPECIAL.matcher(text).replaceAll("\\\\$0");
      List<Hit> hits = search.find(literal, Optional.empty(), MOST);
      return hits.stream()
          .filter(hit -> !PROSE.matcher(hit.path()).find())
          .findFirst()
          .or(() -> hits.stream().findFirst())
          .map(hit -> hit.path() + ":" + hit.line());
    } catch (BadPattern e) {
      // A text that cannot be searched for is not found.
      return Optional.empty();
    }
  }
}
