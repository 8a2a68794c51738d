package dev.spadework.report;

import java.util.List;

/**
 * What a gate shows.
 *
 * @param question one line
 * @param details what a person needs to see to decide, a line or a block each; untrusted text among
 *     it
 * @param options ready answers
 */
public record Question(String question, List<String> details, List<String> options) {
  Question(String question, List<String> details) {
    this(question, details, List.of());
  }
}
