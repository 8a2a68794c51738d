package dev.spadework.context;

import java.util.List;

/**
 * What words that were made of one another have in common: {@code serialize}, {@code serializer}
 * and {@code serialization} are one. A single ending is cut off, the longest that leaves four
 * characters; what is left need not be a word.
 */
final class Stems {
  private static final int SHORTEST = 4;

  private static final List<String> ENDINGS =
      List.of(
          ("izations ization ations ation ators ator ating ated ates ate izing izers izer ized izes"
                  + " ize ements ement ments ment ings ing ables able ible ions ion ities ity ness"
                  + " ers er ors or ies ied ed es ly ive al e y s")
              .split(" "));

  private Stems() {}

  /** The stem of a word in small letters. */
  static String of(String word) {
    for (String ending : ENDINGS) {
      if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST) {
        return undoubled(word.substring(0, word.length() - ending.length()));
      }
    }
    return undoubled(word);
  }

  /** The word without the s of its plural. */
  static String singular(String word) {
    boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss");
    return plural ? word.substring(0, word.length() - 1) : word;
  }

  /** As {@code stopping} is to {@code stop}. */
  private static String undoubled(String stem) {
    int last = stem.length() - 1;
    boolean doubled =
        last >= SHORTEST
            && stem.charAt(last) == stem.charAt(last - 1)
            && "aeiouls".indexOf(stem.charAt(last)) < 0;
    return doubled ? stem.substring(0, last) : stem;
  }
}
