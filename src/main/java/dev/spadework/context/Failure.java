package dev.spadework.context;

import java.util.Optional;

/**
 * One test that did not pass.
 *
 * @param name as its runner names it, the class or file included where known
 * @param message what it said, one line; may be empty
 * @param place file and line ({@code InvoiceCsvTest.java:31})
 */
public record Failure(String name, String message, Optional<String> place) {}
