package dev.spadework.attacks;

import dev.spadework.Gatehouse;
import dev.spadework.RawHttp;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Attacks on the HTTP door of the whole bot, one after the other. Whatever is tried, it must make
 * no task, leave nothing to be done, and be answered without a word about the inside.
 */
abstract class Knocking implements Scene {
  static final Duration WHOLE_REQUEST = Duration.ofMillis(1500);

  /** Tries it; empty: it came to nothing beyond what {@link Knocking} checks anyway. */
  @FunctionalInterface
  interface Knock {
    Optional<String> harm(Gatehouse house) throws Exception;
  }

  private record Try(Attack attack, int mayMake, Knock knock) {}

  private final String group;
  private final List<Try> tries = new ArrayList<>();

  Knocking(String group) {
    this.group = group;
  }

  /** One more attack. */
  final void tries(String name, String tries, String outcome, Knock knock) {
    this.tries.add(new Try(new Attack(name, tries, outcome), 0, knock));
  }

  /** One more, which comes with a request that may make so many tasks. */
  final void tries(String name, String tries, String outcome, int mayMake, Knock knock) {
    this.tries.add(new Try(new Attack(name, tries, outcome), mayMake, knock));
  }

  /** One more request that must be answered with this status. */
  final void refused(String name, String tries, int status, Sent request) {
    tries(
        name,
        tries,
        "refused with " + status + ", no trace",
        house -> {
          try (RawHttp line = new RawHttp(house.port(), 1)) {
            Optional<RawHttp.Answer> answer = line.send(request.by(house));
            return judged(answer, status);
          }
        });
  }

  /** What is sent. */
  @FunctionalInterface
  interface Sent {
    byte[] by(Gatehouse house) throws Exception;
  }

  static Optional<String> judged(Optional<RawHttp.Answer> answer, int status) {
    if (answer.isEmpty()) {
      return Optional.of("it was not answered");
    }
    String body = answer.get().body();
    if (body.lines().count() > 1 || body.contains("Exception") || body.contains("jetty")) {
      return Optional.of("the answer tells of the inside: " + body);
    }
    return answer.get().status() == status
        ? Optional.empty()
        : Optional.of("it was answered with " + answer.get().status());
  }

  @Override
  public final String group() {
    return group;
  }

  @Override
  public final List<Attack> attacks() {
    return tries.stream().map(Try::attack).toList();
  }

  /** Before the first attack. */
  void prepare(Gatehouse house) throws Exception {}

  @Override
  public final void play(Path dir, Tally tally) throws Exception {
    try (Gatehouse house = new Gatehouse(dir, WHOLE_REQUEST)) {
      prepare(house);
      for (Try one : tries) {
        int before = house.tasks();
        Optional<String> harm = harm(one, house);
        house.settle();
        int made = house.tasks() - before;
        if (harm.isEmpty() && made > one.mayMake) {
          harm = Optional.of("it made " + made + " tasks");
        }
        tally.judge(one.attack.name(), harm.isEmpty(), harm.orElse(""));
      }
    }
  }

  private static Optional<String> harm(Try one, Gatehouse house) throws Exception {
    try {
      return one.knock.harm(house);
    } catch (SocketTimeoutException e) {
      return Optional.of("it was left hanging");
    }
  }
}
