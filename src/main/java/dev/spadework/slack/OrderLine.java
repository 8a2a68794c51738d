package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.report.Code;
import dev.spadework.task.Rhythm;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what follows {@code every}: {@code weekday 03:00 kind:deps}, {@code list}, {@code stop s3}.
 * What names no days is text: "every invoice needs a number" is a task.
 */
final class OrderLine {
  private static final Pattern LIST = Pattern.compile("(?i)|list|all");
  private static final Pattern STOP =
      Pattern.compile("(?i)(?:stop|cancel|end|delete|remove)(?:\\s+`?s?(\\d{1,9})`?)?|s(\\d{1,9})");

  /** Kinds that say all there is to say. */
  private static final Map<String, String> ENOUGH =
      Map.of("deps", "order.text.deps", "logs", "order.text.logs");

  private final WishLine wishes;

  OrderLine(WishLine wishes) {
    this.wishes = wishes;
  }

  /** Empty: it is no standing order. */
  Optional<Typed> read(String rest) {
    if (LIST.matcher(rest).matches()) {
      return Optional.of(new Typed.Orders());
    }
    Matcher stop = STOP.matcher(rest);
    if (stop.matches()) {
      return Optional.of(
          stop.group(1) == null
              ? new Typed.Wrong(say("order.which"))
              : new Typed.StopOrder(Integer.parseInt(stop.group(1))));
    }
    return Rhythm.read(rest).flatMap(this::order);
  }

  private Optional<Typed> order(Rhythm.Read read) {
    WishLine.Split split = WishLine.split(read.rest(), Set.of("repo", "kind"));
    if (read.at().isEmpty()) {
      // Days without a time begin many a sentence; with options or nothing else they do not.
      boolean meant = !split.given().isEmpty() || split.text().split("\\s+").length <= 2;
      return meant ? Optional.of(new Typed.Wrong(say("order.time"))) : Optional.empty();
    }
    String text = read.rest();
    String enough = ENOUGH.get(split.given().getOrDefault("kind", ""));
    if (split.text().isBlank()) {
      if (enough == null) {
        return Optional.of(new Typed.Wrong(say("order.what", "form", form())));
      }
      text = say(enough) + " " + text;
    }
    Typed wish = wishes.read(text);
    return Optional.of(
        wish instanceof Typed.Wish whole
            ? new Typed.Every(read.days(), read.at().get(), whole)
            : wish);
  }

  private static String form() {
    return Code.of("/agent " + Verb.EVERY.form());
  }
}
