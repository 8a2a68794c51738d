package dev.spadework.redact;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** How a value is written inside other formats. */
final class Escapes {
  private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");

  private Escapes() {}

  static String json(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\r", "\\r")
        .replace("\n", "\\n")
        .replace("\t", "\\t");
  }

  static List<String> url(String value) {
    String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
    String path = form.replace("+", "%20");
    String low =
        PERCENT.matcher(path).replaceAll(m -> m.group().toLowerCase(java.util.Locale.ROOT));
    return List.of(form, path, low);
  }

  static String html(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
