package dev.spadework.context;

/**
 * Something that failed, and where a log speaks of it.
 *
 * @param failure its name, what it said, its places
 * @param from first line of the log that is about it, from 1
 * @param to last such line
 */
record Finding(Failure failure, int from, int to) {
  String name() {
    return failure.name();
  }

  /** The same of another test. */
  Finding named(String name) {
    return new Finding(
        new Failure(name, failure.message(), failure.place(), failure.trace()), from, to);
  }

  /** What both tell, under the name that tells more. */
  Finding with(Finding other) {
    Failure a = failure;
    Failure b = other.failure;
    Failure both =
        new Failure(
            a.name().length() >= b.name().length() ? a.name() : b.name(),
            a.message().isEmpty() ? b.message() : a.message(),
            a.place().or(b::place),
            a.trace().isEmpty() ? b.trace() : a.trace());
    Finding longer = other.to - other.from > to - from ? other : this;
    return new Finding(both, longer.from, longer.to);
  }
}
