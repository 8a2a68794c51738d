package dev.spadework.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which notes a text calls for: those that share words with it, rare ones counting more, names of
 * files most of all. Identifiers count by their parts too, so that "invoices" finds InvoiceService.
 */
final class NoteMatch {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+(?:[./-][\\p{L}\\p{N}_]+)*");
  private static final Pattern PART =
      Pattern.compile("\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?[\\p{Ll}\\p{M}]+|\\p{L}+|\\p{N}+");

  /** Words that say nothing about what a text is about. */
  private static final Set<String> COMMON =
      Set.of(
          ("about add after all also always and any are before but can change could does don each"
                  + " file fix for from get has have her here his how into its just make more must"
                  + " need never new not now one only our out should some such than that the their"
                  + " them then there these they this use used using want was were what when where"
                  + " which who why will with without would you your")
              .split(" "));

  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*\\.\\p{L}.*");
  private static final double FILE = 3;
  private static final int CHARS_PER_TOKEN = 4;

  private NoteMatch() {}

  private record Scored(Note note, double score) {}

  static List<Note> best(List<Note> notes, String text, int tokens) {
    Map<String, Integer> spread = new HashMap<>();
    notes.forEach(note -> words(note.text()).forEach(word -> spread.merge(word, 1, Integer::sum)));
    Set<String> asked = words(text);
    List<Scored> scored = new ArrayList<>();
    for (Note note : notes) {
      double score = 0;
      for (String word : words(note.text())) {
        if (asked.contains(word)) {
          double rare = Math.log(1 + (double) notes.size() / spread.getOrDefault(word, 1));
          score += word.contains(".") || word.contains("/") ? FILE * rare : rare;
        }
      }
      if (score > 0) {
        scored.add(new Scored(note, score));
      }
    }
    scored.sort(
        Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(one -> one.note.id(), Comparator.reverseOrder()));
    return fitting(scored, tokens * CHARS_PER_TOKEN);
  }

  private static List<Note> fitting(List<Scored> scored, int room) {
    List<Note> notes = new ArrayList<>();
    int left = room;
    for (Scored one : scored) {
      int length = NoteLines.line(one.note).length() + 1;
      if (length <= left) {
        notes.add(one.note);
        left -= length;
      }
    }
    return notes;
  }

  /** The names of files, classes with members and the like in a text, in lower case. */
  static Set<String> names(String text) {
    return words(text).stream()
        .filter(word -> NAME.matcher(word).matches())
        .collect(Collectors.toSet());
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String word = matcher.group();
      if (word.contains(".") || word.contains("/")) {
        keep(word.substring(word.lastIndexOf('/') + 1), words);
      }
      keep(word, words);
      Matcher part = PART.matcher(word);
      while (part.find()) {
        keep(part.group(), words);
      }
    }
    return words;
  }

  private static void keep(String word, Set<String> into) {
    String lower = word.toLowerCase(Locale.ROOT);
    boolean plural = lower.length() > 3 && lower.endsWith("s") && !lower.endsWith("ss");
    String stem = plural ? lower.substring(0, lower.length() - 1) : lower;
    if (stem.length() > 2 && !COMMON.contains(lower) && !COMMON.contains(stem)) {
      into.add(stem);
    }
  }
}
