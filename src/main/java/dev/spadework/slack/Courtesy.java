package dev.spadework.slack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words that people are kind with: a bot that is thanked starts no work. */
final class Courtesy {
  private static final Set<String> WORDS =
      Set.of(
          ("a again all and awesome brilliant bot cheers cool excellent fine folks for good great"
                  + " hello hey hi i is job lot love lovely many morning much neat nice no ok okay"
                  + " perfect please so spadework super sure team thank thanks that the there this"
                  + " thx ty very well wonderful work yes you")
              .split(" "));

  private Courtesy() {}

  /** Whether there is nothing else in it. */
  static boolean only(String text) {
    List<String> words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
            .filter(word -> !word.isEmpty())
            .toList();
    return !words.isEmpty() && WORDS.containsAll(words);
  }
}
