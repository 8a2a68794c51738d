package dev.spadework.context;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers for words, from 0 in the order in which they came. A word is known by 64 bits of it, so
 * that words of different files and of different times are the same without a list of them. Not for
 * use by several threads.
 */
final class Words {
  private static final int SMALLEST = 64;

  // Whoever writes files to be indexed cannot know where their words will lie in the table.
  private final long salt = ThreadLocalRandom.current().nextLong() | 1;
  private long[] keys = new long[SMALLEST / 2];
  private int[] table = new int[SMALLEST];
  private int size;

  /** The bits of a word: FNV-1a over its UTF-16 units (Fowler, Noll and Vo), mixed once more. */
  static long key(String word) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    return hash ^ hash >>> 33;
  }

  int size() {
    return size;
  }

  /** The keys by their numbers. */
  long[] keys() {
    return Arrays.copyOf(keys, size);
  }

  /** The number of a key; -1 where it has none. */
  int find(long key) {
    return table[place(key)] - 1;
  }

  /** The number of a key, a new one where it had none. */
  int number(long key) {
    int place = place(key);
    if (table[place] == 0) {
      if (size == keys.length) {
        grow();
        place = place(key);
      }
      keys[size] = key;
      table[place] = ++size;
    }
    return table[place] - 1;
  }

  private int place(long key) {
    int mask = table.length - 1;
    int place = (int) (key * salt >>> 32) & mask;
    while (table[place] != 0 && keys[table[place] - 1] != key) {
      place = place + 1 & mask;
    }
    return place;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, size * 2);
    table = new int[keys.length * 2];
    for (int number = 0; number < size; number++) {
      table[place(keys[number])] = number + 1;
    }
  }
}
