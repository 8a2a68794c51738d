package dev.spadework.context;

import java.util.Arrays;

/** A growing array of numbers. */
final class Ints {
  private int[] numbers = new int[16];
  private int size;

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }

  void addAll(int[] more) {
    if (size + more.length > numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(size * 2, size + more.length));
    }
    System.arraycopy(more, 0, numbers, size, more.length);
    size += more.length;
  }

  int size() {
    return size;
  }

  int[] all() {
    return Arrays.copyOf(numbers, size);
  }
}
