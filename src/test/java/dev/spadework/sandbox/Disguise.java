package dev.spadework.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Makes command lines that run a command which never may, and hide it. */
final class Disguise {
  private static final String NOISE = "'\"\\$()`{};&|<># \n\tEx=!*?[]-~@";

  private static final List<String> NAMES =
      List.of(
          "kubectl",
          "k\"ube\"ctl",
          "\\kubectl",
          "kube''ctl",
          "kube\\\nctl",
          "$'kubectl'",
          "$'\\x6bubectl'",
          "\"$(echo kubectl)\"",
          "`echo kubectl`",
          "${none:-kubectl}",
          "$fake/kubectl",
          "$(command -v kubectl)",
          "{kubectl,}");

  private static final List<UnaryOperator<String>> WRAPPINGS =
      List.of(
          x -> "env A=b bash -c " + quoted(x),
          x -> "sh -c " + quoted(x),
          x -> "bash -o posix -c " + quoted(x),
          x -> "bash -c -e " + quoted(x),
          x -> "eval " + quoted(x),
          x -> "builtin eval " + quoted(x),
          x -> "nohup sh -c " + quoted(x) + " >/dev/null",
          x -> "timeout 5 bash -c " + quoted(x),
          x -> "time { " + x + "\n}",
          x -> "(" + x + "\n)",
          x -> "if true; then " + x + "\nfi",
          x -> "for i in 1; do " + x + "\ndone",
          x -> "set -- 1; for i do " + x + "\ndone",
          x -> "until " + x + "\ndo break; done",
          x -> "true && " + x,
          x -> "false || " + x,
          x -> "true; " + x,
          x -> "true | " + x,
          x -> "# it's\n" + x,
          x -> "! " + x,
          x -> "echo $(" + x + "\n)",
          x -> "echo \"$(" + x + "\n)\"",
          x -> "echo ${none:-$(" + x + "\n)}",
          x -> "echo $((" + x + "\n); (true))",
          x -> "[[ -n $(" + x + "\n) ]]",
          x -> "cat <(" + x + "\n)",
          x -> "f() { " + x + "\n}; f",
          x -> "function f { " + x + "\n}; f",
          x -> "coproc { " + x + "\n}; wait",
          x -> "trap " + quoted(x) + " EXIT",
          x -> "cat <<E\n$(" + x + "\n)\nE",
          x -> "bash <<'E'\n" + x + "\nE",
          x -> "echo " + quoted(x) + " | bash",
          x -> "source /dev/stdin <<'E'\n" + x + "\nE",
          x -> "v=" + quoted(x) + "; eval \"$v\"",
          x -> "case x in x) " + x + "\n;; esac",
          x -> "x=" + quoted("a[$(" + x + "\n)]") + "; echo $((x))",
          x -> "env -S " + quoted("bash -c " + quoted(x).replace("\n", " ")),
          x -> "echo a | xargs -I{} sh -c " + quoted(x),
          x -> "find . -maxdepth 0 -exec sh -c " + quoted(x) + " \\;",
          x -> "perl -e " + quoted("system(q\u0001" + x + "\u0001)").replace('\u0001', '%'),
          x -> "awk " + quoted("BEGIN { system(\"" + x.replaceAll("[\"\\\\\n]", "") + "\") }"),
          x -> "echo " + encoded(x) + " | base64 -d | sh",
          x -> "cat <<\"E F\"\nit's\nE F\n" + x,
          x -> "cat <<E\n\tE\nE\n" + x,
          x -> "ls &>/dev/null; " + x);

  private final Random random;

  Disguise(Random random) {
    this.random = random;
  }

  /** A line that runs it, as far as its grammar is right. */
  String next() {
    String line = pick(NAMES) + " get";
    for (int i = random.nextInt(4); i > 0; i--) {
      line = pick(WRAPPINGS).apply(line);
    }
    return line;
  }

  /** A line that may run it, or may be nonsense. */
  String mangled() {
    StringBuilder line = new StringBuilder(next());
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(line.length() + 1);
      switch (random.nextInt(3)) {
        case 0 -> line.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
        case 1 -> line.delete(at, Math.min(line.length(), at + 1));
        default -> line.insert(at, "kubectl get".substring(0, 1 + random.nextInt(11)));
      }
    }
    return line.toString();
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
