package dev.acme;

import org.junit.Test;

public class MoneyTest {
  @Test
  public void hangs() throws InterruptedException {
    Thread.sleep(600_000);
  }
}
