package dev.spadework.slack;

import java.time.Duration;

/** Slack did not do it now; it is worth asking again. */
final class Away extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean unknown;
  private final boolean heldBack;
  private final transient Duration pause;

  /**
   * @param unknown whether it may have been done all the same
   * @param pause how long Slack asks us to wait; zero if it did not say
   */
  Away(String what, boolean unknown, Duration pause) {
    this(what, unknown, false, pause);
  }

  private Away(String what, boolean unknown, boolean heldBack, Duration pause) {
    super(what);
    this.unknown = unknown;
    this.heldBack = heldBack;
    this.pause = pause;
  }

  /** Slack was not even asked, so as to keep to its limits. */
  static Away heldBack(String method, Duration wait) {
    return new Away(method + ": held back", false, true, wait);
  }

  boolean unknown() {
    return unknown;
  }

  boolean heldBack() {
    return heldBack;
  }

  Duration pause() {
    return pause;
  }

  /** Whether we were too fast, rather than Slack away. */
  boolean limited() {
    return !pause.isZero();
  }
}
