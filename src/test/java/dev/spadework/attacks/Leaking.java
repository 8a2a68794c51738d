package dev.spadework.attacks;

import java.util.List;
import java.util.Map;

/** What the scenes about leaks share. */
final class Leaking {
  private Leaking() {}

  /** A sure plan for one file. */
  static Map<String, Object> plan(String file) {
    return plan(file, "Subtract");
  }

  static Map<String, Object> plan(String file, String summary) {
    return Map.of(
        "summary", summary,
        "steps", List.of(Map.of("title", "Write it", "files", List.of(file))),
        "assumptions", List.of(),
        "questions", List.of(),
        "risk", "low",
        "confidence", 0.9,
        "judgement", List.of());
  }
}
