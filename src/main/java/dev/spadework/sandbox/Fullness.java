package dev.spadework.sandbox;

/** Asked several times a second while a command runs. */
@FunctionalInterface
interface Fullness {
  /** Whether a disk holds more than it may, so that the command is to be ended. */
  boolean now() throws InterruptedException;
}
