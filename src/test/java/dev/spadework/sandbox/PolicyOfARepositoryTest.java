package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.sandbox.Verdict.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repository's own files and settings make of the policy. */
class PolicyOfARepositoryTest {
  @Test
  void aScriptOfThePackageFileIsJudgedByWhatItRuns() {
    Map<String, String> scripts =
        Map.of("ship", "kubectl apply", "test", "jest", "prebuild", "curl x");
    for (String runs :
        List.of("npm run ship", "npm run-script ship", "yarn ship", "pnpm run -s ship")) {
      assertThat(judge(runs, scripts)).as(runs).isEqualTo(Action.NEVER);
    }
    assertThat(judge("npm test", scripts)).isEqualTo(Action.ALLOW);
    assertThat(judge("npm run build", scripts)).isEqualTo(Action.ASK);
    assertThat(judge("npm run $X", scripts)).isEqualTo(Action.ASK);
  }

  private static Action judge(String command, Map<String, String> scripts) {
    return CommandPolicy.standard()
        .judge(command, name -> Optional.ofNullable(scripts.get(name)))
        .action();
  }

  @Test
  void settingsAddRulesAndLiftOnlyWhatIsAskedAbout() {
    CommandPolicy policy =
        CommandPolicy.standard()
            .with(
                List.of("git clone", "docker **"),
                List.of("flash.sh", "mvn ** install : it changes the cache"),
                List.of("psql"),
                "the settings of acme/billing say so");
    assertThat(policy.judge("git clone x").action()).isEqualTo(Action.ALLOW);
    assertThat(policy.judge("git fetch").action()).isEqualTo(Action.ASK);
    assertThat(policy.judge("docker build .").action()).isEqualTo(Action.ALLOW);
    assertThat(policy.judge("docker push x").action()).isEqualTo(Action.NEVER);
    assertThat(policy.judge("docker $X").action()).isEqualTo(Action.ASK);
    assertThat(policy.judge("mvn clean install"))
        .isEqualTo(Verdict.ask("`mvn install`: it changes the cache"));
    assertThat(policy.judge("mvn $X").action()).isEqualTo(Action.ASK);
    assertThat(policy.judge("psql -c 'select 1'"))
        .isEqualTo(new Verdict(Action.NEVER, "`psql`: the settings of acme/billing say so"));
    assertThat(policy.judge("git clone $(kubectl get)").action()).isEqualTo(Action.NEVER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubectl",
        "kubectl get",
        "git push origin",
        "mvn -q deploy",
        "sudo",
        "npm publish"
      })
  void whatNeverRunsCannotBeAllowed(String rule) {
    if (rule.equals("sudo")) {
      assertThat(with(rule).judge("sudo ls").action()).isEqualTo(Action.ALLOW);
      assertThat(with(rule).judge("sudo kubectl x").action()).isEqualTo(Action.NEVER);
      return;
    }
    assertThatThrownBy(() -> with(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + rule + "\" cannot be allowed: `")
        .hasMessageEndingWith("` never runs; take the line out");
  }

  private static CommandPolicy with(String allowed) {
    return CommandPolicy.standard().with(List.of(allowed), List.of(), List.of(), "so");
  }
}
