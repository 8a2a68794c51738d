package dev.spadework;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the text of a setting is read. Each refusal ends the sentence "… must be". */
final class Amounts {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})\\s*([a-zA-Z]*)");
  private static final Map<String, Long> SIZES =
      Map.of("b", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30, "t", 1L << 40);
  private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L);
  private static final String DAYS = "days of the week, such as mon-fri or mon,wed,fri";
  private static final long MICROS = 1_000_000;

  private Amounts() {}

  static Function<String, Integer> whole(int least, int most) {
    String rule = "a whole number from " + least + " to " + most;
    return text -> {
      try {
        int value = Integer.parseInt(text);
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Refused below, in words that do not depend on what is wrong with it.
      }
      throw refused(rule);
    };
  }

  static Function<String, Double> fraction(double least, double most) {
    String rule = "a number from " + plain(least) + " to " + plain(most);
    return text -> {
      double value = decimal(text, rule).doubleValue();
      if (value < least || value > most) {
        throw refused(rule);
      }
      return value;
    };
  }

  /** US dollars, as millionths. */
  static long usd(String text) {
    String rule = "an amount in USD from 0 to 100000, such as 1.50";
    BigDecimal value = decimal(text, rule);
    if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(100_000)) > 0) {
      throw refused(rule);
    }
    return value
        .multiply(BigDecimal.valueOf(MICROS))
        .setScale(0, RoundingMode.DOWN)
        .longValueExact();
  }

  /** Bytes. */
  static long size(String text) {
    String rule = "a size such as 512m or 2g";
    Matcher matcher = AMOUNT.matcher(text);
    if (!matcher.matches()) {
      throw refused(rule);
    }
    String unit = matcher.group(2).toLowerCase(Locale.ROOT).replaceFirst("(?<=[kmgt])i?b$", "");
    Long factor = unit.isEmpty() ? Long.valueOf(1) : SIZES.get(unit);
    if (factor == null) {
      throw refused(rule);
    }
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
    } catch (ArithmeticException e) {
      throw refused(rule);
    }
  }

  /** Days of the week: names, ranges, or both. */
  static Set<DayOfWeek> days(String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] ends = part.strip().split("-", -1);
      if (ends.length > 2) {
        throw refused(DAYS);
      }
      DayOfWeek last = day(ends[ends.length - 1]);
      DayOfWeek day = day(ends[0]);
      days.add(day);
      while (day != last) {
        day = day.plus(1);
        days.add(day);
      }
    }
    return Collections.unmodifiableSet(days);
  }

  private static DayOfWeek day(String name) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().substring(0, 3).equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(() -> refused(DAYS));
  }

  static Duration duration(String text) {
    Matcher matcher = AMOUNT.matcher(text);
    Long unit = matcher.matches() ? SECONDS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null || matcher.group(1).length() > 6 || Long.parseLong(matcher.group(1)) == 0) {
      throw refused("a duration such as 90s, 10m or 1h");
    }
    return Duration.ofSeconds(Long.parseLong(matcher.group(1)) * unit);
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw refused("a time zone such as Europe/Berlin or UTC");
    }
  }

  static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException e) {
      throw refused("a time of day such as 09:00");
    }
  }

  static boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused("true or false");
    };
  }

  static Function<String, String> oneOf(String... words) {
    List<String> known = List.of(words);
    return text -> {
      if (!known.contains(text)) {
        throw refused(String.join(" or ", known));
      }
      return text;
    };
  }

  static String filled(String text) {
    if (text.isBlank()) {
      throw refused("filled in");
    }
    return text.strip();
  }

  private static BigDecimal decimal(String text, String rule) {
    if (!text.matches("-?\\d{1,12}(\\.\\d{1,9})?")) {
      throw refused(rule);
    }
    return new BigDecimal(text);
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static IllegalArgumentException refused(String rule) {
    return new IllegalArgumentException(rule);
  }
}
