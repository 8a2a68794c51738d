package dev.spadework.task;

import java.util.Locale;

/** Names of the branches that work is pushed to. */
final class Branch {
  private static final int LONGEST_SLUG = 40;

  private Branch() {}

  /** {@code spadework/<task>-<slug>}; only letters, digits and dashes come from the text. */
  static String of(String task, String text) {
    String slug =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    if (slug.length() > LONGEST_SLUG) {
      slug = slug.substring(0, LONGEST_SLUG).replaceAll("-[^-]*$|-+$", "");
    }
    return "spadework/" + task + (slug.isEmpty() ? "" : "-" + slug);
  }
}
