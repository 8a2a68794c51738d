package dev.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test
  void adds() {
    assertEquals(3, Money.total(1, 2));
  }

  @Test
  void addsNothing() {
    assertEquals(0, Money.total());
  }
}
