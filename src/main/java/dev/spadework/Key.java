package dev.spadework;

import java.util.Locale;
import java.util.function.Function;

/**
 * One setting that is a single value.
 *
 * @param name as in {@code spadework.yml}, its sections joined by dots
 * @param standard what holds where nobody says otherwise
 * @param about one line for {@code docs/settings.md}
 * @param reads its text; refuses by {@link IllegalArgumentException} with what it must be
 */
record Key<T>(String name, String standard, String about, Function<String, T> reads) {
  /** The environment variable that beats the file. */
  String twin() {
    return "SPADEWORK_" + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
