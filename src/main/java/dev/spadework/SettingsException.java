package dev.spadework;

import java.util.List;

/** Settings that cannot be used. The message has a numbered line for each problem. */
final class SettingsException extends Exception {
  private static final long serialVersionUID = 1;
  private final transient List<String> problems;

  SettingsException(List<String> problems) {
    super(numbered(problems));
    this.problems = List.copyOf(problems);
  }

  List<String> problems() {
    return problems;
  }

  private static String numbered(List<String> problems) {
    StringBuilder text = new StringBuilder("The settings cannot be used:");
    for (int i = 0; i < problems.size(); i++) {
      text.append("\n  ").append(i + 1).append(". ").append(problems.get(i));
    }
    return text.toString();
  }
}
