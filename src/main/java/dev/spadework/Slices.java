package dev.spadework;

import dev.spadework.agent.AgentSettings;
import dev.spadework.agent.ProofSettings;
import dev.spadework.agent.Repo;
import dev.spadework.intake.IntakeSettings;
import dev.spadework.journal.DayCaps;
import dev.spadework.journal.Quotas;
import dev.spadework.llm.ModelSettings;
import dev.spadework.llm.Provider;
import dev.spadework.report.Caps;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.sandbox.Limits;
import dev.spadework.slack.Bulletin;
import dev.spadework.slack.SlackSettings;
import dev.spadework.task.Parting;
import dev.spadework.worker.WorkerSettings;
import dev.spadework.workspace.PoolSettings;
import dev.spadework.workspace.Remote;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings as each room wants them. */
final class Slices {
  /** How much output of a command is kept is not for operators to tune. */
  private static final Limits STANDARD = Limits.defaults();

  private static final Duration CALL_DEADLINE = Duration.ofMinutes(5);
  private static final Duration SETUP_TIMEOUT = Duration.ofMinutes(30);

  private Slices() {}

  static ModelSettings models(Settings settings) {
    Settings.Model model = settings.model();
    return new ModelSettings(
        model.planner(),
        model.worker(),
        model.summary(),
        Optional.of(model.fallback()).filter(name -> !name.isEmpty()),
        Arrays.stream(Provider.values())
            .collect(Collectors.toMap(each -> each, each -> access(each, settings.environment()))));
  }

  private static ModelSettings.Access access(Provider provider, Environment environment) {
    return new ModelSettings.Access(
        provider.keyVariable().map(environment::get).orElse(""),
        environment.get(provider.urlVariable()));
  }

  static AgentSettings agent(Settings settings) {
    Settings.Agent agent = settings.agent();
    return new AgentSettings(
        agent.maxCalls(),
        agent.maxTime(),
        agent.maxOutputTokens(),
        agent.confidence(),
        settings.context().snippets(),
        settings.sandbox().image(),
        limits(settings.sandbox()),
        CALL_DEADLINE,
        settings.context().conversation(),
        new Parting.Limit(agent.planSteps(), agent.planFiles()),
        new ProofSettings(
            settings.playbooks().mutants(),
            settings.playbooks().killed(),
            settings.playbooks().time()));
  }

  static Limits limits(Settings.Sandbox sandbox) {
    return new Limits(
        sandbox.memoryBytes(),
        sandbox.cpus(),
        sandbox.pids(),
        sandbox.commandTimeout(),
        STANDARD.outputBytes(),
        sandbox.diskBytes());
  }

  /** The engine of {@code DOCKER_HOST}; what runs there is ours if it is of this database. */
  static DockerOptions docker(Settings settings) {
    String database = settings.environment().get(Environment.DATABASE);
    String place = settings.data().toAbsolutePath().normalize() + "\n" + database;
    return new DockerOptions(
        digest(place),
        Optional.empty(),
        SETUP_TIMEOUT,
        settings.sandbox().setupCache(),
        settings.sandbox().egress(),
        Optional.of(settings.sandbox().egressImage()).filter(image -> !image.isEmpty()));
  }

  static WorkerSettings worker(Settings settings) {
    return new WorkerSettings(
        "worker-" + ProcessHandle.current().pid(),
        settings.agent().concurrentTasks(),
        settings.agent().lease());
  }

  static PoolSettings pool(Settings settings) {
    return new PoolSettings(settings.pool().trees(), settings.pool().bytes());
  }

  /** How much of the work one person and one repository may have. */
  static Quotas quotas(Settings settings) {
    Map<String, Quotas.Quota> repos = new LinkedHashMap<>();
    Map<String, Long> money = new LinkedHashMap<>();
    settings
        .repos()
        .forEach(
            (name, repo) -> {
              repos.put(name, new Quotas.Quota(repo.concurrentTasks(), repo.tasksPerHour()));
              repo.dailyMicros().ifPresent(micros -> money.put(name, micros));
            });
    return new Quotas(
        new Quotas.Quota(
            settings.agent().personConcurrentTasks(), settings.people().tasksPerHour()),
        repos,
        new DayCaps(
            settings.agent().dailyMicros(),
            settings.agent().personDailyMicros(),
            money,
            settings.slack().zone()));
  }

  static Caps caps(Settings settings) {
    return new Caps(settings.agent().maxCalls(), settings.agent().maxTime());
  }

  /** The repositories as the agent wants them; a token goes to forges over HTTP only. */
  static Map<String, Repo> repos(Settings settings) {
    Map<String, Repo> repos = new LinkedHashMap<>();
    settings
        .repos()
        .forEach(
            (name, repository) ->
                repos.put(
                    name,
                    new Repo(
                        name,
                        remote(name, repository, settings.environment()),
                        repository.base(),
                        repository.setup(),
                        repository.test(),
                        repository.image(),
                        Repo.Review.valueOf(repository.review().toUpperCase(Locale.ROOT)),
                        repository.carry(),
                        repository.guard(),
                        repository.commands(),
                        new Repo.Logs(repository.logs(), settings.logs().largest()))));
    return repos;
  }

  static SlackSettings slack(Settings settings) {
    List<SlackSettings.Repo> repos =
        settings.repos().entrySet().stream()
            .map(
                entry ->
                    new SlackSettings.Repo(
                        entry.getKey(),
                        entry.getValue().base().orElse(""),
                        entry.getValue().channel(),
                        rights(entry.getValue().rights()),
                        settings.logs().at().filter(at -> !entry.getValue().logs().isEmpty())))
            .toList();
    return new SlackSettings(
        settings.environment().get(Environment.SLACK_TOKEN),
        settings.environment().get(Environment.SLACK_SECRET),
        Optional.of(settings.environment().get(Environment.SLACK_APP_TOKEN))
            .filter(token -> !token.isEmpty()),
        settings.environment().get(Environment.SLACK_URL),
        settings.slack().channel(),
        settings.people().requesters(),
        settings.people().approvers(),
        settings.people().requesterDecides(),
        repos,
        settings.agent().maxMicros(),
        settings.agent().maxMicros(),
        caps(settings),
        settings.slack().zone(),
        new SlackSettings.Allowance(
            settings.agent().dailyMicros(), settings.agent().personDailyMicros()),
        settings.slack().remindAfter(),
        settings.slack().parkAfter());
  }

  /** What comes by GitHub's webhook; empty where there is no secret for it. */
  static Optional<IntakeSettings> intake(Settings settings) {
    if (!settings.environment().has(Environment.WEBHOOK_SECRET)) {
      return Optional.empty();
    }
    Map<String, IntakeSettings.Trigger> triggers = new LinkedHashMap<>();
    settings
        .repos()
        .forEach(
            (name, repo) ->
                triggers.put(
                    name,
                    new IntakeSettings.Trigger(
                        repo.trigger().label(),
                        repo.trigger().word(),
                        repo.channel()
                            .or(() -> Optional.of(settings.slack().channel()))
                            .filter(channel -> !channel.isEmpty()))));
    return Optional.of(
        new IntakeSettings(
            settings.environment().get(Environment.WEBHOOK_SECRET),
            triggers,
            settings.agent().maxMicros()));
  }

  private static SlackSettings.Rights rights(Settings.Rights rights) {
    return new SlackSettings.Rights(
        rights.requesters(), rights.approvers(), rights.requesterDecides());
  }

  private static Remote remote(
      String name, Settings.Repository repository, Environment environment) {
    return new Remote(
        name,
        repository.url(),
        repository.local()
            ? Optional.empty()
            : Optional.of(environment.get(Environment.GITHUB_TOKEN)));
  }

  /**
   * When the digest comes, and what it measures by.
   *
   * @param forges asked before it
   */
  static Bulletin bulletin(Settings settings, Bulletin.Asks forges) {
    return new Bulletin(
        settings.slack().digestAt(),
        settings.slack().digestDays(),
        settings.agent().dailyMicros(),
        settings.agent().personDailyMicros(),
        forges,
        Bulletin.FRESHNESS);
  }

  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
