package dev.acme;

import org.junit.Assert;
import org.junit.Test;

public class CleanTest {
  @Test
  public void takesTagsOut() {
    Assert.assertEquals("a b", Clean.text("<b>a</b> b"));
  }
}
