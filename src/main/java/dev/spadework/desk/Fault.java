package dev.spadework.desk;

/** How a call to the stand-in's Web API goes wrong on purpose. */
public sealed interface Fault {
  /** HTTP 503, nothing done. */
  record Down() implements Fault {}

  /** HTTP 429 with {@code Retry-After}, in whole seconds; nothing done. */
  record Limited(int retryAfter) implements Fault {}

  /** HTTP 200 with {@code ok:false} and this code, {@code ratelimited} say; nothing done. */
  record Refused(String error) implements Fault {}

  /** The call takes effect, then the connection is cut in the middle of the answer. */
  record CutAfter() implements Fault {}
}
