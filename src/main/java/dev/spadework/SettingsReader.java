package dev.spadework;

import dev.spadework.agent.Recipes;
import dev.spadework.review.Change;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.workspace.Remote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Settings from file and environment; environment beats file beats standard. */
final class SettingsReader {
  private final SettingsFile file;
  private final Environment environment;
  private final List<String> problems;
  private final Map<String, String> texts = new LinkedHashMap<>();

  private SettingsReader(SettingsFile file, Environment environment, List<String> problems) {
    this.file = file;
    this.environment = environment;
    this.problems = problems;
  }

  /**
   * Settings, and what is wrong with them. Where something is wrong the standard stands in, so that
   * the rest can be checked too.
   */
  record Read(Settings settings, List<String> problems) {
    /** The settings, if these and the further problems are none. */
    Settings orThrow(List<String> further) throws SettingsException {
      List<String> all = new ArrayList<>(problems);
      further.stream().filter(problem -> !all.contains(problem)).forEach(all::add);
      if (!all.isEmpty()) {
        throw new SettingsException(all);
      }
      return settings;
    }
  }

  /**
   * Reads settings.
   *
   * @param config the file that was asked for; empty: {@code ./spadework.yml} if it is there
   */
  static Read read(Optional<Path> config, Map<String, String> variables) {
    List<String> problems = new ArrayList<>();
    Path standard = Path.of("spadework.yml");
    SettingsFile file =
        config.isPresent() || Files.exists(standard)
            ? SettingsFile.read(config.orElse(standard), problems)
            : SettingsFile.empty();
    return read(file, variables, problems);
  }

  /** Reads the environment alone. */
  static Read withoutFile(Map<String, String> variables) {
    return read(SettingsFile.empty(), variables, new ArrayList<>());
  }

  private static Read read(
      SettingsFile file, Map<String, String> variables, List<String> problems) {
    SettingsReader reader = new SettingsReader(file, new Environment(variables), problems);
    Settings settings = reader.settings();
    problems.addAll(PeopleRules.problems(settings));
    return new Read(settings, List.copyOf(problems));
  }

  private Settings settings() {
    Keys.ALL.forEach(this::choose);
    portProblem();
    return new Settings(
        new Settings.Slack(
            get(Keys.CHANNEL),
            get(Keys.DIGEST_AT),
            get(Keys.ZONE),
            get(Keys.DIGEST_DAYS),
            get(Keys.REMIND_AFTER),
            get(Keys.PARK_AFTER)),
        new Settings.People(
            people("people.requesters"),
            people("people.approvers"),
            get(Keys.REQUESTER_DECIDES),
            get(Keys.PERSON_HOURLY)),
        new Settings.Model(
            get(Keys.PLANNER), get(Keys.WORKER), get(Keys.SUMMARY), get(Keys.FALLBACK)),
        Map.copyOf(file.prices()),
        new Settings.Agent(
            get(Keys.MAX_CALLS),
            get(Keys.MAX_USD),
            Duration.ofMinutes(get(Keys.MAX_MINUTES)),
            get(Keys.MAX_OUTPUT),
            get(Keys.CONCURRENT),
            get(Keys.LEASE),
            get(Keys.PERSON_CONCURRENT),
            get(Keys.DAILY_USD),
            get(Keys.PERSON_USD),
            get(Keys.CONFIDENCE),
            get(Keys.PLAN_STEPS),
            get(Keys.PLAN_FILES)),
        new Settings.Context(get(Keys.SNIPPETS), get(Keys.CONVERSATION)),
        new Settings.Sandbox(
            get(Keys.KIND),
            get(Keys.ALLOW_PROCESS),
            get(Keys.IMAGE),
            get(Keys.MEMORY_SIZE),
            get(Keys.CPUS),
            get(Keys.PIDS),
            get(Keys.DISK),
            get(Keys.COMMAND_TIMEOUT),
            get(Keys.SETUP_CACHE),
            egress(),
            get(Keys.EGRESS_IMAGE)),
        new Settings.Forges(get(Keys.FORGE_POLL)),
        new Settings.Pool(get(Keys.POOL_TREES), get(Keys.POOL_DISK)),
        new Settings.Playbooks(get(Keys.MUTANTS), get(Keys.KILLED), get(Keys.PROOF_TIME)),
        new Settings.Logs(get(Keys.LOGS_AT), get(Keys.LOGS_LARGEST)),
        new Settings.Kept(get(Keys.ARCHIVE_AFTER)),
        get(Keys.DATA),
        get(Keys.MEMORY),
        repos(),
        environment);
  }

  private <T> T get(Key<T> key) {
    return key.reads().apply(texts.getOrDefault(key.name(), key.standard()));
  }

  private void choose(Key<?> key) {
    boolean twin = environment.variables().containsKey(key.twin());
    String text = twin ? environment.variables().get(key.twin()) : file.scalars().get(key.name());
    if (text == null) {
      return;
    }
    try {
      key.reads().apply(text.strip());
      texts.put(key.name(), text.strip());
    } catch (IllegalArgumentException e) {
      String where = twin ? key.twin() : key.name();
      problems.add(where + " must be " + e.getMessage() + ", not \"" + text.strip() + "\"");
    }
  }

  private void portProblem() {
    try {
      Amounts.whole(0, 65535).apply(environment.get(Environment.PORT));
    } catch (IllegalArgumentException e) {
      problems.add("PORT must be " + e.getMessage());
    }
  }

  /** Only what can be used: no other part has to cope with the rest. */
  private List<String> egress() {
    List<String> hosts = new ArrayList<>();
    for (String host : file.list(Keys.EGRESS).orElse(List.of())) {
      Optional<String> problem = DockerOptions.egressProblem(host);
      problem.ifPresentOrElse(
          line -> problems.add(Keys.EGRESS + ": " + line), () -> hosts.add(host));
    }
    return List.copyOf(hosts);
  }

  private List<String> people(String name) {
    return file.list(name).orElse(List.of("everyone"));
  }

  private Map<String, Settings.Repository> repos() {
    Map<String, Settings.Repository> repos = new LinkedHashMap<>();
    file.repos()
        .forEach((name, row) -> repository(name, row).ifPresent(repo -> repos.put(name, repo)));
    return java.util.Collections.unmodifiableMap(repos);
  }

  /** Empty if it could not be used: no other part has to cope with that. */
  private Optional<Settings.Repository> repository(String name, Map<String, String> row) {
    Settings.Repository repository =
        new Settings.Repository(
            row.getOrDefault("clone-url", "https://github.com/" + name + ".git").strip(),
            filled(row, "base"),
            orNone(row, "setup"),
            orNone(row, "test"),
            filled(row, "image"),
            filled(row, "channel"),
            new Settings.Rights(
                file.list("repos." + name + ".requesters"),
                file.list("repos." + name + ".approvers"),
                value(name, row, "requester-decides", Amounts::yesOrNo)),
            value(name, row, "concurrent-tasks", Amounts.whole(0, 1000)).orElse(0),
            value(name, row, "tasks-per-hour", Amounts.whole(0, 10_000)).orElse(0),
            value(name, row, "daily-usd", Amounts::usd),
            value(name, row, "review", Amounts.oneOf("none", "plan", "diff", "both"))
                .orElse("none"),
            file.list("repos." + name + ".carry").orElse(List.of()),
            guard(name),
            CommandRules.of(name, file, problems),
            new Settings.Trigger(filled(row, "trigger-label"), filled(row, "trigger-word")),
            logs(name));
    try {
      Remote.of(name, repository.url());
    } catch (IllegalArgumentException e) {
      problems.add("repos." + name + ": " + e.getMessage());
      return Optional.empty();
    }
    if (repository.url().regionMatches(true, 0, "http:", 0, 5) && !loopback(repository.url())) {
      problems.add("repos." + name + ".clone-url would send GITHUB_TOKEN in the clear; use https");
    }
    return Optional.of(repository);
  }

  /** A pattern that cannot be read must not turn up when a change is to be looked at. */
  private List<String> guard(String repo) {
    String name = "repos." + repo + ".guard";
    List<String> patterns = file.list(name).orElse(List.of());
    List<String> readable = patterns.stream().filter(Change::readable).toList();
    patterns.stream()
        .filter(pattern -> !readable.contains(pattern))
        .map(pattern -> name + ": \"" + pattern + "\" is no pattern; mend what is in brackets")
        .forEach(problems::add);
    return readable;
  }

  /** A request must not depend on where the bot was started, hence whole paths. */
  private List<String> logs(String repo) {
    String name = "repos." + repo + ".logs";
    List<String> paths = file.list(name).orElse(List.of());
    for (String path : paths) {
      if (!path.matches("/[^*?\\[{]*/?[^/]+") || path.contains("/../")) {
        problems.add(
            name
                + ": \""
                + path
                + "\" must be a whole path such as /var/log/shop/*.log, with patterns in its last"
                + " part only");
      }
    }
    return paths;
  }

  private <T> Optional<T> value(
      String repo, Map<String, String> row, String column, Function<String, T> reads) {
    try {
      return filled(row, column).map(reads);
    } catch (IllegalArgumentException e) {
      problems.add(
          "repos."
              + repo
              + "."
              + column
              + " must be "
              + e.getMessage()
              + ", not \""
              + row.get(column)
              + "\"");
      return Optional.empty();
    }
  }

  private static boolean loopback(String url) {
    return url.matches("(?i)http://(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])([:/].*)?");
  }

  /** Empty where the file says nothing: then it is found out. A blank one is none. */
  private static Optional<String> orNone(Map<String, String> row, String column) {
    return row.containsKey(column)
        ? Optional.of(filled(row, column).orElse(Recipes.NONE))
        : Optional.empty();
  }

  private static Optional<String> filled(Map<String, String> row, String column) {
    return Optional.ofNullable(row.get(column)).map(String::strip).filter(text -> !text.isEmpty());
  }
}
