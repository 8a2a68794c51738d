package dev.acme;

import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test
  void hangs() throws InterruptedException {
    Thread.sleep(600_000);
  }
}
