package dev.spadework.slack;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one way out to Slack's Web API. Keeps to its limits, and tells apart what it refuses, what it
 * did not do now, and what it may have done. Safe for many threads; all of the room's calls share
 * one.
 */
final class Door {
  /** For calls that people wait for: nothing is kept back from them. */
  static final int AT_ONCE = 0;

  private static final String NOWHERE = "";
  private static final Duration UNSAID_PAUSE = Duration.ofSeconds(5);
  private static final Set<String> TOO_FAST =
      Set.of("ratelimited", "rate_limited", "message_limit_exceeded");
  private static final Set<String> PASSING =
      Set.of(
          "fatal_error",
          "internal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org");

  private final Limiter limiter = new Limiter();
  private final Clock clock;

  Door(Clock clock) {
    this.clock = clock;
  }

  /** One call of the library. */
  interface Ask<T> {
    T now() throws IOException, SlackApiException;
  }

  /** A call that goes to no channel and that somebody waits for. */
  <T extends SlackApiTextResponse> T call(String method, Ask<T> ask) throws Refused, Away {
    return call(method, NOWHERE, AT_ONCE, ask);
  }

  /**
   * A call, if it may be made now.
   *
   * @param kept how many calls are left over for what is more urgent
   */
  <T extends SlackApiTextResponse> T call(String method, String channel, int kept, Ask<T> ask)
      throws Refused, Away {
    Duration wait = limiter.take(method, channel, kept, clock.instant());
    if (!wait.isZero()) {
      throw Away.heldBack(method, wait);
    }
    T answer;
    try {
      answer = ask.now();
    } catch (SlackApiException e) {
      int status = e.getResponse().code();
      if (status == 429) {
        throw tooFast(method, channel, "429", pause(e.getResponse().header("Retry-After")));
      }
      // A 5xx is no proof that nothing was done.
      throw new Away(method + ": HTTP " + status, true, Duration.ZERO);
    } catch (IOException | RuntimeException e) {
      // The library throws what Gson throws when an answer is cut in the middle.
      throw new Away(method + ": " + e.getClass().getSimpleName(), true, Duration.ZERO);
    }
    if (answer.isOk()) {
      return answer;
    }
    String code = Objects.toString(answer.getError(), "no reason given");
    if (TOO_FAST.contains(code)) {
      throw tooFast(method, channel, code, UNSAID_PAUSE);
    }
    if (PASSING.contains(code)) {
      throw new Away(method + ": " + code, true, Duration.ZERO);
    }
    throw new Refused(method, code);
  }

  private Away tooFast(String method, String channel, String code, Duration pause) {
    limiter.pause(method, channel, clock.instant(), pause);
    return new Away(method + ": " + code, false, pause);
  }

  private static Duration pause(@Nullable String header) {
    return header != null && header.matches("\\d{1,5}")
        ? Duration.ofSeconds(Math.max(Long.parseLong(header), 1))
        : UNSAID_PAUSE;
  }
}
