package dev.spadework.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Settings that make git run programs. */
final class GitOptions {
  /** After git-config(1): what names a command, or a file with such settings. */
  private static final Pattern RUNS =
      Pattern.compile(
          "(?:alias|pager|filter|include|includeif|credential|gpg|sequence|url|remote|browser|man"
              + "|instaweb|sendemail|trailer|uploadpack|submodule|hook)\\..*"
              + "|core\\.(?:pager|editor|sshcommand|fsmonitor|hookspath|gitproxy|askpass"
              + "|alternaterefscommand|worktree|attributesfile)"
              + "|.*\\.(?:command|cmd|textconv|driver|helper|program|external)|protocol\\..*");

  private static final Set<String> HARMLESS = Set.of("cat", "", "true", "false", "less");

  private GitOptions() {}

  static Verdict judge(List<String> arguments) {
    boolean config = arguments.contains("config");
    for (int i = 0; i < arguments.size(); i++) {
      String each = arguments.get(i);
      boolean next = i > 0 && arguments.get(i - 1).equals("-c");
      if (each.startsWith("--config-env") || each.startsWith("--exec-path=")) {
        return Verdict.ask("it changes what git runs");
      }
      String key = each.replaceFirst("(?s)=.*", "").toLowerCase(Locale.ROOT);
      String value = next && each.contains("=") ? each.substring(each.indexOf('=') + 1) : "?";
      boolean unknown = next && !Globs.known(key);
      boolean set = config && i + 1 < arguments.size();
      if (unknown || (next || set) && RUNS.matcher(key).matches() && !HARMLESS.contains(value)) {
        return Verdict.ask(
            "it sets " + (unknown ? "something" : key) + ", by which git runs programs");
      }
    }
    return Verdict.ALLOWED;
  }
}
