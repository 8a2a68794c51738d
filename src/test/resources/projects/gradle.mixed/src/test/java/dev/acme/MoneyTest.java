package dev.acme;

import static org.junit.Assert.assertEquals;

import org.junit.Ignore;
import org.junit.Test;

public class MoneyTest {
  @Test
  public void adds() {
    assertEquals(3, Money.total(1, 2));
  }

  @Test
  public void fails() {
    assertEquals(4, Money.total(1, 2));
  }

  @Test
  public void breaks() {
    throw new IllegalStateException("no money");
  }

  @Test
  @Ignore
  public void rests() {}
}
