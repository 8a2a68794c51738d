package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Words of code: an identifier gives its parts ({@code parseHttpUrl} gives parse, http, url) and
 * itself as a whole. Words that every file of a language has are dropped.
 */
final class Terms {
  private static final int LONGEST = 80;
  private static final Set<String> DROPPED =
      Set.of(
          ("abstract and as assert async await bool boolean break byte case catch char class const"
                  + " continue def default del do double elif else enum except export extends false"
                  + " final finally float fn for from func function go goto if implements import in"
                  + " include int interface is lambda let long mut namespace new nil none not null"
                  + " of or override package pass private protected pub public raise require return"
                  + " self short static str string struct super switch synchronized then this throw"
                  + " throws to trait true try type typeof undefined use using val var void"
                  + " volatile when where while with yield")
              .split(" "));
  private static final Set<String> ENGLISH =
      Set.of(
          ("a about add added adding after all also an any are at be because been before being but"
                  + " by can change changed changes could currently did does don done each either"
                  + " ensure every fix fixed fixes following get had has have how i instead into it"
                  + " its just like make makes may more most need no now on one only other our"
                  + " please should since so some still such support than that the their them"
                  + " there these they those two up update updated used uses via want was we were"
                  + " what which who will without would you your")
              .split(" "));

  private Terms() {}

  /** The words of a text that asks, without those that ask in every text. */
  static List<String> asked(String text) {
    return words(text).stream().filter(word -> !ENGLISH.contains(word)).map(Stems::of).toList();
  }

  /** The words of a text, in order, by their stems. */
  static List<String> of(String text) {
    return words(text).stream().map(Stems::of).toList();
  }

  private static List<String> words(String text) {
    List<String> terms = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      if (!part(text.charAt(start))) {
        start++;
        continue;
      }
      int end = start + 1;
      while (end < text.length() && part(text.charAt(end))) {
        end++;
      }
      split(text.substring(start, Math.min(end, start + LONGEST)), terms);
      start = end;
    }
    return terms;
  }

  static boolean part(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  /** Adds the parts of one identifier, then the identifier where it has more than one part. */
  private static void split(String identifier, List<String> out) {
    int parts = 0;
    for (int start = 0; start < identifier.length(); ) {
      int end = start + 1;
      while (end < identifier.length() && !boundary(identifier, end)) {
        end++;
      }
      if (Character.isLetterOrDigit(identifier.charAt(start))) {
        parts++;
        keep(identifier.substring(start, end), out);
      }
      start = end;
    }
    if (parts > 1) {
      keep(identifier, out);
    }
  }

  private static boolean boundary(String s, int i) {
    char before = s.charAt(i - 1);
    char c = s.charAt(i);
    if (!Character.isLetterOrDigit(before) || !Character.isLetterOrDigit(c)) {
      return true;
    }
    if (Character.isDigit(before) != Character.isDigit(c)) {
      return true;
    }
    boolean upper = Character.isUpperCase(c);
    return upper && !Character.isUpperCase(before)
        // The last capital of a run starts the next word: HTTPServer is http, server.
        || upper && i + 1 < s.length() && Character.isLowerCase(s.charAt(i + 1));
  }

  private static void keep(String word, List<String> out) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.length() > 1 && !Character.isDigit(lower.charAt(0)) && !DROPPED.contains(lower)) {
      out.add(Stems.singular(lower));
    }
  }
}
