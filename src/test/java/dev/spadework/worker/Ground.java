package dev.spadework.worker;

import dev.spadework.desk.Script;
import dev.spadework.desk.ScriptedGemini;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a house stands on. */
final class Ground {
  private Ground() {}

  static ScriptedGemini scripted(Script script) {
    try {
      return ScriptedGemini.start(0, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
