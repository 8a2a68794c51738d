package dev.spadework.worker;

import dev.spadework.desk.Script;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.sandbox.Namespaces;
import dev.spadework.sandbox.Sandboxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What a house stands on. */
final class Ground {
  private Ground() {}

  static Sandboxes namespaces(Path homes) {
    try {
      Namespaces.assumeUsable(homes);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return Sandboxes.process(homes);
  }

  static ScriptedGemini scripted(Script script) {
    try {
      return ScriptedGemini.start(0, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
