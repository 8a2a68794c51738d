package dev.acme;

import org.junit.Assert;
import org.junit.Test;

public class AcmeTest {
  @Test
  public void adds() {
    Assert.assertEquals(4, 2 + 2);
  }
}
