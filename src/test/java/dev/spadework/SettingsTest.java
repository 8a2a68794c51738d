package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path dir;

  @Test
  void everyKeyHasTheStandardAndTheTwinThatPeopleRelyOn() {
    Map<String, String> recorded = new LinkedHashMap<>();
    Keys.ALL.forEach(key -> recorded.put(key.name() + " " + key.twin(), key.standard()));
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("slack.channel SPADEWORK_SLACK_CHANNEL", "");
    expected.put("slack.digest.at SPADEWORK_SLACK_DIGEST_AT", "09:00");
    expected.put("slack.digest.zone SPADEWORK_SLACK_DIGEST_ZONE", "UTC");
    expected.put("slack.digest.days SPADEWORK_SLACK_DIGEST_DAYS", "mon-fri");
    expected.put("slack.remind-after SPADEWORK_SLACK_REMIND_AFTER", "4h");
    expected.put("slack.park-after SPADEWORK_SLACK_PARK_AFTER", "3d");
    expected.put("people.requester-decides SPADEWORK_PEOPLE_REQUESTER_DECIDES", "true");
    expected.put("people.tasks-per-hour SPADEWORK_PEOPLE_TASKS_PER_HOUR", "20");
    expected.put("model.planner SPADEWORK_MODEL_PLANNER", "gemini:gemini-3.1-pro-preview");
    expected.put("model.worker SPADEWORK_MODEL_WORKER", "gemini:gemini-3.5-flash");
    expected.put("model.summary SPADEWORK_MODEL_SUMMARY", "gemini:gemini-3.5-flash-lite");
    expected.put("model.fallback SPADEWORK_MODEL_FALLBACK", "");
    expected.put("agent.max-calls SPADEWORK_AGENT_MAX_CALLS", "40");
    expected.put("agent.max-usd SPADEWORK_AGENT_MAX_USD", "1.00");
    expected.put("agent.max-minutes SPADEWORK_AGENT_MAX_MINUTES", "30");
    expected.put("agent.max-output-tokens SPADEWORK_AGENT_MAX_OUTPUT_TOKENS", "8192");
    expected.put("agent.concurrent-tasks SPADEWORK_AGENT_CONCURRENT_TASKS", "2");
    expected.put("agent.lease SPADEWORK_AGENT_LEASE", "60s");
    expected.put("agent.person-concurrent-tasks SPADEWORK_AGENT_PERSON_CONCURRENT_TASKS", "2");
    expected.put("agent.daily-usd SPADEWORK_AGENT_DAILY_USD", "20");
    expected.put("agent.person-daily-usd SPADEWORK_AGENT_PERSON_DAILY_USD", "10");
    expected.put("agent.confidence SPADEWORK_AGENT_CONFIDENCE", "0.7");
    expected.put("agent.plan-steps SPADEWORK_AGENT_PLAN_STEPS", "8");
    expected.put("agent.plan-files SPADEWORK_AGENT_PLAN_FILES", "15");
    expected.put("context.snippets SPADEWORK_CONTEXT_SNIPPETS", "2000");
    expected.put("context.conversation SPADEWORK_CONTEXT_CONVERSATION", "24000");
    expected.put("sandbox.kind SPADEWORK_SANDBOX_KIND", "docker");
    expected.put("sandbox.allow-process SPADEWORK_SANDBOX_ALLOW_PROCESS", "false");
    expected.put("sandbox.image SPADEWORK_SANDBOX_IMAGE", "maven:3.9-eclipse-temurin-17");
    expected.put("sandbox.memory SPADEWORK_SANDBOX_MEMORY", "2g");
    expected.put("sandbox.cpus SPADEWORK_SANDBOX_CPUS", "2");
    expected.put("sandbox.pids SPADEWORK_SANDBOX_PIDS", "512");
    expected.put("sandbox.disk SPADEWORK_SANDBOX_DISK", "4g");
    expected.put("sandbox.command-timeout SPADEWORK_SANDBOX_COMMAND_TIMEOUT", "10m");
    expected.put("sandbox.setup-cache SPADEWORK_SANDBOX_SETUP_CACHE", "20g");
    expected.put("sandbox.egress-image SPADEWORK_SANDBOX_EGRESS_IMAGE", "");
    expected.put("forge.poll SPADEWORK_FORGE_POLL", "10m");
    expected.put("pool.trees SPADEWORK_POOL_TREES", "2");
    expected.put("pool.disk SPADEWORK_POOL_DISK", "4g");
    expected.put("playbooks.mutants SPADEWORK_PLAYBOOKS_MUTANTS", "20");
    expected.put("playbooks.killed SPADEWORK_PLAYBOOKS_KILLED", "0.5");
    expected.put("playbooks.time SPADEWORK_PLAYBOOKS_TIME", "10m");
    expected.put("logs.at SPADEWORK_LOGS_AT", "02:00");
    expected.put("logs.largest SPADEWORK_LOGS_LARGEST", "2g");
    expected.put("record.archive-after SPADEWORK_RECORD_ARCHIVE_AFTER", "30d");
    expected.put("data SPADEWORK_DATA", "./data");
    expected.put("memory SPADEWORK_MEMORY", "./memory");
    assertThat(recorded).containsExactlyEntriesOf(expected);
  }

  @Test
  void theFileBeatsTheStandardAndTheEnvironmentBeatsTheFile() throws Exception {
    Settings settings =
        read(
                """
                agent: { max-calls: 7, max-usd: 2.50, max-minutes: 5 }
                sandbox: { memory: 512m, command-timeout: 90s }
                slack: { digest: { zone: Europe/Berlin } }
                people: { approvers: [U012ABC, S04TEAM] }
                """,
                Map.of("SPADEWORK_AGENT_MAX_CALLS", "9"))
            .orThrow(List.of());
    assertThat(settings.agent().maxCalls()).isEqualTo(9);
    assertThat(settings.agent().maxMicros()).isEqualTo(2_500_000);
    assertThat(settings.agent().maxTime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.sandbox().memoryBytes()).isEqualTo(512L << 20);
    assertThat(settings.sandbox().commandTimeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.slack().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(settings.people().approvers()).containsExactly("U012ABC", "S04TEAM");
    assertThat(settings.people().requesters()).containsExactly("everyone");
  }

  @Test
  void allProblemsAreFoundTogetherAndEachSaysHowToMendIt() throws Exception {
    SettingsReader.Read read =
        read(
            """
            agent: { max-cals: 7, max-usd: cheap }
            sandbox: { memory: lots, allow-process: perhaps }
            slck: { channel: "#x" }
            repos:
              acme/billing: { clone_url: "https://github.com/acme/billing.git" }
              acme/shop: { clone-url: "http://git.example.com/shop.git" }
            prices: { "gemini:new": { input: 1 } }
            """,
            Map.of("SPADEWORK_SANDBOX_CPUS", "-1", "PORT", "http"));
    assertThatThrownBy(() -> read.orThrow(List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            """
            The settings cannot be used:
              1. agent.max-cals is no setting; did you mean agent.max-calls?
              2. slck is no setting; did you mean slack?
              3. repos.acme/billing.clone_url is no setting; did you mean clone-url?
              4. prices.gemini:new needs input, cached and output, in USD per million tokens, or local: true for a model on a machine of your own
              5. agent.max-usd must be an amount in USD from 0 to 100000, such as 1.50, not "cheap"
              6. sandbox.allow-process must be true or false, not "perhaps"
              7. sandbox.memory must be a size such as 512m or 2g, not "lots"
              8. SPADEWORK_SANDBOX_CPUS must be a number from 0.01 to 1024, not "-1"
              9. PORT must be a whole number from 0 to 65535
              10. repos.acme/shop.clone-url would send GITHUB_TOKEN in the clear; use https\
            """);
  }

  @Test
  void listsOfPeopleAreCheckedAndARepositoryMayHaveItsOwn() throws Exception {
    SettingsReader.Read read =
        read(
            """
            people: { requesters: [U012ABC], approvers: [U012ABC], requester-decides: false }
            repos:
              acme/billing:
                approvers: ["@ann", "#leads"]
                requesters: S04TEAM
                tasks-per-hour: many
                concurrent-tasks: 3
              acme/shop: { requester-decides: true }
            """,
            Map.of());
    assertThat(read.problems())
        .containsExactly(
            "repos.acme/billing.tasks-per-hour must be a whole number from 0 to 10000, not"
                + " \"many\"",
            "people: requester-decides is false, but U012ABC alone may ask and decide; name another"
                + " in approvers, or set requester-decides: true",
            "repos.acme/billing.approvers has \"@ann\", which is no everyone, #channel or id; copy"
                + " the id in Slack from the profile (U…), the user group (S…) or the channel"
                + " (C…)");
    Settings.Repository billing = read.settings().repos().get("acme/billing");
    assertThat(billing.rights().requesters()).contains(List.of("S04TEAM"));
    assertThat(billing.concurrentTasks()).isEqualTo(3);
    assertThat(Slices.quotas(read.settings()).repos().get("acme/billing").atOnce()).isEqualTo(3);
    assertThat(read.settings().repos().get("acme/shop").rights().requesterDecides()).contains(true);
  }

  @Test
  void yamlThatIsBrokenOrSaysAThingTwiceIsRefusedWithItsPlace() throws Exception {
    assertThat(read("agent: { max-calls: 1\n", Map.of()).problems())
        .singleElement()
        .asString()
        .contains("line 1 column 22");
    assertThat(read("data: a\ndata: b\n", Map.of()).problems())
        .singleElement()
        .asString()
        .contains("line 2")
        .contains("Duplicate");
  }

  @Test
  void aFileThatWasAskedForMustBeThere() {
    assertThat(SettingsReader.read(Optional.of(dir.resolve("none.yml")), Map.of()).problems())
        .singleElement()
        .asString()
        .endsWith("cannot be read; check the path given by --config");
  }

  @Test
  void serveNamesEverythingThatItLacks() throws Exception {
    SettingsReader.Read read =
        read("sandbox: { kind: process }", Map.of("SLACK_SIGNING_SECRET", "  "));
    assertThatThrownBy(() -> read.orThrow(Needs.serve(read.settings(), true)))
        .hasMessage(
            """
            The settings cannot be used:
              1. SLACK_BOT_TOKEN is not set or blank: the xoxb- token of the installed app
              2. SLACK_SIGNING_SECRET is not set or blank: it stands under Basic Information of\
             the Slack app; or set SLACK_APP_TOKEN (xapp-) instead, for Socket Mode
              3. GEMINI_API_KEY is not set, but a model of gemini is used
              4. repos is empty: list at least one, such as  repos: { acme/billing: { base: main } }
              5. sandbox.kind is process, which holds untrusted code less well than Docker; use\
             docker, or set sandbox.allow-process: true\
            """);
  }

  @Test
  void anAppTokenStandsInForTheSigningSecretButNotABlankOrWrongOne() throws Exception {
    assertThat(slackProblems("SLACK_APP_TOKEN", "xapp-1-A1-2-3")).isEmpty();
    assertThat(slackProblems("SLACK_APP_TOKEN", " "))
        .singleElement()
        .asString()
        .contains("SLACK_SIGNING_SECRET is not set or blank", "or set SLACK_APP_TOKEN");
    assertThat(slackProblems("SLACK_APP_TOKEN", " ", "SLACK_SIGNING_SECRET", "s3cret"))
        .containsExactly(
            "SLACK_APP_TOKEN is blank: give it the app-level token (xapp-) or unset it");
    assertThat(slackProblems("SLACK_APP_TOKEN", "xoxb-1-2-3"))
        .singleElement()
        .asString()
        .startsWith("SLACK_APP_TOKEN is no app-level token")
        .doesNotContain("xoxb-1");
    assertThat(slackProblems("SLACK_SIGNING_SECRET", "s3cret")).isEmpty();
  }

  private List<String> slackProblems(String... environment) throws Exception {
    Map<String, String> variables = new LinkedHashMap<>(Map.of("SLACK_BOT_TOKEN", "xoxb-1"));
    for (int i = 0; i < environment.length; i += 2) {
      variables.put(environment[i], environment[i + 1]);
    }
    return Needs.serve(read("repos: { acme/billing: {} }", variables).settings(), false);
  }

  @Test
  void theTokenGoesToForgesOnlyAndNeverToADirectory() throws Exception {
    Settings settings =
        read(
                """
                repos:
                  acme/billing: {}
                  acme/local: { clone-url: /srv/local.git }
                """,
                Map.of("GITHUB_TOKEN", "ghp_0123456789"))
            .orThrow(List.of());
    var repos = Slices.repos(settings);
    assertThat(repos.get("acme/billing").remote().url())
        .isEqualTo("https://github.com/acme/billing.git");
    assertThat(repos.get("acme/billing").remote().token()).contains("ghp_0123456789");
    assertThat(repos.get("acme/local").remote().token()).isEmpty();
  }

  @Test
  void secretsAreMaskedWhereverSettingsArePrinted() throws Exception {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String name :
        List.of(
            "SLACK_BOT_TOKEN",
            "SLACK_SIGNING_SECRET",
            "SLACK_APP_TOKEN",
            "GEMINI_API_KEY",
            "OPENAI_API_KEY",
            "ANTHROPIC_API_KEY",
            "GITHUB_TOKEN")) {
      secrets.put(name, "canary-" + name.toLowerCase(java.util.Locale.ROOT));
    }
    Settings settings = read("repos: { acme/billing: {} }", secrets).orThrow(List.of());
    assertThat(
            settings.toString()
                + Slices.models(settings)
                + Slices.slack(settings)
                + Slices.repos(settings))
        .doesNotContain("canary-");
    assertThat(settings.environment().secrets()).hasSize(7);
  }

  @Test
  void theExampleFileIsWithoutProblems() {
    SettingsReader.Read read =
        SettingsReader.read(Optional.of(Path.of("docs/spadework.example.yml")), Map.of());
    assertThat(read.problems()).isEmpty();
    assertThat(read.settings().repos()).isNotEmpty();
  }

  @Test
  void thePageOfSettingsSaysWhatTheCodeDoes() throws IOException {
    List<String> page =
        Files.readAllLines(Path.of("docs/settings.md")).stream()
            .filter(line -> line.matches("(\\|[^|]+){2}\\| `SPADEWORK_[^|]+\\|[^|]+\\|"))
            .toList();
    List<String> rows =
        Keys.ALL.stream()
            .map(
                key ->
                    "| `%s` | %s | `%s` | %s |"
                        .formatted(
                            key.name(),
                            key.standard().isEmpty() ? "(empty)" : "`" + key.standard() + "`",
                            key.twin(),
                            key.about()))
            .toList();
    assertThat(page).containsExactlyElementsOf(rows);
  }

  private SettingsReader.Read read(String yaml, Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(dir.resolve("spadework.yml"), yaml);
    return SettingsReader.read(Optional.of(file), environment);
  }
}
