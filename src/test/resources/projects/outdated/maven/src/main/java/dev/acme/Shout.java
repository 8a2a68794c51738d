package dev.acme;

import org.apache.commons.lang3.StringUtils;

public final class Shout {
  public static String loud(String text) {
    return StringUtils.upperCase(text);
  }
}
