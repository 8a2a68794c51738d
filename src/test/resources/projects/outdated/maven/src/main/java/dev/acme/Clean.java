package dev.acme;

import org.jsoup.Jsoup;
import org.jsoup.safety.Whitelist;

public final class Clean {
  public static String text(String html) {
    return Jsoup.clean(html, Whitelist.none());
  }
}
