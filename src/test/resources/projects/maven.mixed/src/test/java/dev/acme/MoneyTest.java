package dev.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test
  void adds() {
    assertEquals(3, Money.total(1, 2));
  }

  @Test
  void fails() {
    assertEquals(4, Money.total(1, 2));
  }

  @Test
  void breaks() {
    throw new IllegalStateException("no money");
  }

  @Test
  @Disabled
  void rests() {}
}
