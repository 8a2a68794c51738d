package dev.spadework.journal;

import java.util.Locale;

/** What many interleavings came to. */
final class Totals {
  long calls;
  long lost;
  long close;
  private long passed;
  private long overshoot;
  private long inFlight;

  void add(Bill bill) {
    calls += bill.calls;
    lost += bill.lost;
    close += bill.close;
    passed += bill.passed;
    if (bill.overshoot > overshoot) {
      overshoot = bill.overshoot;
      inFlight = bill.inFlightThen;
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d billed calls, %,d of them lost with their worker, %,d where all in flight could have"
            + " passed a cap; caps passed %d times, at most by $%.4f with $%.4f in flight",
        calls,
        lost,
        close,
        passed,
        overshoot / 1e6,
        inFlight / 1e6);
  }
}
