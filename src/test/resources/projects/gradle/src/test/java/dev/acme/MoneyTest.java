package dev.acme;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class MoneyTest {
  @Test
  public void adds() {
    assertEquals(3, Money.total(1, 2));
  }

  @Test
  public void addsNothing() {
    assertEquals(0, Money.total());
  }
}
