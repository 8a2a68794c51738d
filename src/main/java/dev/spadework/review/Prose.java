package dev.spadework.review;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a change is to words only: documents, and comments in code. */
public final class Prose {
  private static final Pattern DOCUMENT =
      Pattern.compile(
          "(?i).*\\.(?:md|markdown|rst|adoc|asciidoc)|(?:.*/)?(?:readme|changelog|changes|news"
              + "|contributing|authors|license|copying|notice|todo|history)(?:\\.txt)?"
              + "|(?:.*/)?docs?/.*\\.(?:txt|png|jpe?g|gif|svg|webp)");

  /** Comments that tools obey. */
  private static final Pattern OBEYED =
      Pattern.compile(
          "(?i)#!|//go:|// ?\\+build|\\beslint|\\bnoqa\\b|\\btype: ?ignore|\\bpylint:|\\bmypy:"
              + "|\\bpragma\\b|@ts-|\\bnolint\\b|\\bNOSONAR\\b|\\bCHECKSTYLE\\b|-\\*-|\\bistanbul\\b"
              + "|\\bc8 ignore\\b|\\bprettier-ignore|\\bspotless:|@formatter|\\bnosec\\b"
              + "|\\bSuppress|\\bcoding[:=]|\\bisort:|\\bfmt:|sourceMappingURL|@jsx|@flow");

  private Prose() {}

  /** Whether it is a document or a picture of one, by its path. */
  public static boolean isDocument(String path) {
    return DOCUMENT.matcher(path).matches();
  }

  /** The edits that touch more than words. */
  public static List<Edit> beyond(List<Edit> edits) {
    return edits.stream().filter(edit -> !words(edit)).toList();
  }

  private static boolean words(Edit edit) {
    if (isDocument(edit.path()) && isDocument(edit.from())) {
      boolean plain =
          edit.after().map(side -> side.type() == Edit.Type.FILE).orElse(true)
              && edit.before().map(side -> side.type() == Edit.Type.FILE).orElse(true);
      return plain;
    }
    Language language = Language.of(edit.path());
    return language != Language.OTHER
        && edit.before().isPresent()
        && edit.after().isPresent()
        && edit.oldPath().isEmpty()
        && edit.before().get().type() == edit.after().get().type()
        && code(edit.textBefore(), language).equals(code(edit.textAfter(), language))
        && edit.lines().stream().noneMatch(line -> OBEYED.matcher(line.text()).find());
  }

  /** What is left without comments, line ends and blank lines. */
  private static String code(String text, Language language) {
    return Masked.of(text, language)
        .code()
        .lines()
        .map(String::stripTrailing)
        .filter(line -> !line.isBlank())
        .collect(Collectors.joining("\n"));
  }
}
