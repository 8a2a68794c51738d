package dev.spadework.attacks;

import dev.spadework.sandbox.Result;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;

/** What a hostile command has left to be seen. */
final class Traces {
  private static final Set<String> COMMON = Set.of("true", "C.UTF-8", "dumb", "/work", "sandbox");

  private Traces() {}

  static boolean noneOf(Map<String, String> host, String output) {
    String decoded = output;
    for (String word : output.split("\\s+")) {
      if (word.length() > 40 && word.matches("[A-Za-z0-9+/=]+")) {
        decoded += new String(java.util.Base64.getMimeDecoder().decode(word));
      }
    }
    for (Map.Entry<String, String> each : host.entrySet()) {
      boolean common = COMMON.contains(each.getValue()) || each.getKey().equals("PATH");
      if (each.getValue().length() > 6 && !common && decoded.contains(each.getValue())) {
        return false;
      }
    }
    return true;
  }

  static boolean cleared(Cell.Outside outside, boolean held) throws Exception {
    Result cleared = outside.sandbox().run("rm -rf d* s[0-9] huge", Cell.LONG);
    return held && cleared.succeeded();
  }

  /** Whether a file that daemons write to has stopped growing. */
  static boolean quiet(Cell.Outside outside) throws Exception {
    long size = Files.size(outside.tree().resolve("beat"));
    outside.sandbox().run("sleep 0.5", Cell.LONG);
    boolean same = Files.size(outside.tree().resolve("beat")) == size;
    outside.sandbox().run("rm -f beat; kill -9 -1", Cell.LONG);
    return same;
  }
}
