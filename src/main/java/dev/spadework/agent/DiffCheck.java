package dev.spadework.agent;

import dev.spadework.redact.Redactor;
import dev.spadework.task.Plan;
import dev.spadework.workspace.Diff;
import dev.spadework.workspace.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What in a change a person has to look at before it leaves the house. */
final class DiffCheck {
  private static final int LINES = 1_500;

  /**
   * A path pattern and what is special about what it matches.
   *
   * @param plannable whether it is enough that the plan names the path; the plan is the model's, so
   *     what reaches further than code asks in any case
   */
  private record Rule(Pattern path, String what, boolean plannable) {
    static Rule of(String regex, String what) {
      return new Rule(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), what, false);
    }

    Rule unlessPlanned() {
      return new Rule(path, what, true);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of(
              "(.*/)?(\\.github/workflows/|\\.gitlab-ci|\\.circleci/|Jenkinsfile|\\.ci/).*",
              "continuous integration"),
          Rule.of(
              "(.*/)?(Dockerfile.*|docker-compose.*|k8s/.*|helm/.*|deploy/.*|.*\\.tf)",
              "deployment"),
          Rule.of(
              "(.*/)?(package-lock\\.json|yarn\\.lock|pnpm-lock\\.yaml|Cargo\\.lock|poetry\\.lock|go\\.sum)",
              "a lock file"),
          Rule.of(
                  "(.*/)?(pom\\.xml|build\\.gradle(\\.kts)?|package\\.json|Cargo\\.toml|go\\.mod"
                      + "|requirements.*\\.txt|pyproject\\.toml)",
                  "a dependency manifest")
              .unlessPlanned(),
          Rule.of("(.*/)?(migrations?|db/migrate)/.*", "a database migration"),
          Rule.of(
              "(.*/)?(AGENTS\\.md|CLAUDE\\.md|\\.github/copilot-instructions\\.md|\\.cursor/.*)",
              "rules for agents"),
          Rule.of("(.*/)?(\\.env.*|.*\\.pem|.*\\.key|id_rsa.*)", "a file that may hold a secret"));

  private static final Pattern TEST =
      Pattern.compile(
          "(.*/)?(tests?|__tests__|spec)/.*|.*(Test|Tests|IT|_test|\\.test|\\.spec)\\.[a-z]+|(^|/)test_[^/]*");

  private static final Pattern DISABLED =
      Pattern.compile(
          "@(Disabled|Ignore)\\b|\\bt\\.Skip\\(|pytest\\.mark\\.skip|\\b(it|test|describe)\\.skip\\(|#\\[ignore\\]");

  private DiffCheck() {}

  /** The findings, a line each; empty if nobody needs to look. */
  static List<String> of(Diff diff, Plan plan, Redactor redactor) {
    List<String> findings = new ArrayList<>();
    Set<String> planned = plan.files();
    int lines = 0;
    for (FileChange change : diff.files()) {
      String path = change.path();
      lines += change.added() + change.deleted();
      boolean named = planned.contains(path);
      for (Rule rule : RULES) {
        if (rule.path.matcher(path).matches() && !(named && rule.plannable)) {
          findings.add("`" + path + "` is " + rule.what + ".");
        }
      }
      if (!planned.isEmpty() && !named && !TEST.matcher(path).matches()) {
        findings.add("`" + path + "` is not in the plan.");
      }
      if (change.kind() == FileChange.Kind.DELETED && TEST.matcher(path).matches()) {
        findings.add("`" + path + "` is a test and was deleted.");
      }
      change
          .oldPath()
          .filter(old -> TEST.matcher(old).matches() && !TEST.matcher(path).matches())
          .ifPresent(old -> findings.add("`" + old + "` is a test and was moved away."));
      if (change.binary()) {
        findings.add("`" + path + "` is binary.");
      }
    }
    if (lines > LINES) {
      findings.add("The change has " + lines + " lines; the limit is " + LINES + ".");
    }
    List<String> added =
        diff.unified().lines().filter(l -> l.startsWith("+") && !l.startsWith("+++")).toList();
    findings.addAll(SecretScan.of(diff, redactor));
    if (added.stream().anyMatch(line -> DISABLED.matcher(line).find())) {
      findings.add("An added line switches a test off.");
    }
    return findings.stream().distinct().toList();
  }
}
