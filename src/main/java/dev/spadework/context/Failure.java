package dev.spadework.context;

import java.util.List;
import java.util.Optional;

/**
 * One test that did not pass, or something else that failed.
 *
 * @param name as its runner names it, the class or file included where known
 * @param message what it said, one line; may be empty
 * @param place file and line ({@code InvoiceCsvTest.java:31})
 * @param trace lines that name places, without those of runners and libraries
 */
public record Failure(String name, String message, Optional<String> place, List<String> trace) {
  public Failure {
    trace = List.copyOf(trace);
  }
}
