package dev.spadework.journal;

/**
 * The tasks that wait for the same thing.
 *
 * @param begun whether a worker had them before; beginning is limited by the hour, going on is not
 */
record Lane(String person, String repo, boolean begun) {
  /** As the queue's column of this name has it. */
  static Lane of(String text) {
    int repo = text.indexOf(' ') + 1;
    int person = text.indexOf(' ', repo) + 1;
    return new Lane(text.substring(person), text.substring(repo, person - 1), text.startsWith("1"));
  }

  String text() {
    return (begun ? "1 " : "0 ") + repo + " " + person;
  }
}
