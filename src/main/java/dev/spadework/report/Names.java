package dev.spadework.report;

/** How people are called where a text is shown. */
@FunctionalInterface
public interface Names {
  /** Ids as they are; for places that know no names. */
  Names IDS = id -> id.isBlank() ? "somebody" : id;

  /** What to call the person with this id. */
  String of(String id);
}
