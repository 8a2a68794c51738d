package dev.spadework;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.desk.Sample;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.workspace.Author;
import dev.spadework.workspace.Clone;
import dev.spadework.workspace.Seed;
import dev.spadework.workspace.WorkspaceException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of a {@link Trial}: read as any others, from a file that is written for it. Of the
 * person's own only what is said about models and limits counts.
 */
final class TrialSettings {
  private static final String SCRIPTED = "gemini:scripted";

  /** The same script at a price, to see what happens at the end of a budget. */
  private static final String PRICED = "gemini:scripted-priced";

  private static final List<String> TAKEN =
      List.of("GEMINI_", "SPADEWORK_MODEL_", "SPADEWORK_AGENT_", "SPADEWORK_SANDBOX_IMAGE");

  private final Path scratch;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Object> file = new LinkedHashMap<>();

  TrialSettings(Path scratch, Map<String, String> variables) {
    this.scratch = scratch;
    variables.forEach(
        (name, value) -> {
          if (TAKEN.stream().anyMatch(name::startsWith)) {
            environment.put(name, value);
          }
        });
    environment.put(Environment.DATABASE, "jdbc:sqlite:" + scratch.resolve("spadework.db"));
    file.put("data", scratch.resolve("data").toString());
    file.put("memory", scratch.resolve("memory").toString());
    // The page shows this machine's time, so the messages do too.
    file.put("slack", Map.of("digest", Map.of("zone", ZoneId.systemDefault().getId())));
  }

  boolean hasKey() {
    return new Environment(environment).has(Environment.GEMINI_KEY);
  }

  /** Refuses to work on a person's repository where that cannot be done. */
  void refuse(Confinement confinement) throws SettingsException {
    if (!hasKey()) {
      throw new SettingsException(
          List.of(
              "--repo needs a model: set GEMINI_API_KEY. The scripted one knows its sample only."));
    }
    if (confinement.problem().isPresent()) {
      throw new SettingsException(
          List.of("--repo needs a sandbox for commands: " + confinement.problem().get()));
    }
  }

  /** The model is a script that says so, and costs nothing. */
  void scriptedBy(String baseUrl) {
    environment.keySet().removeIf(name -> name.startsWith("SPADEWORK_MODEL_"));
    environment.put(Environment.GEMINI_KEY, "no-key-is-needed");
    environment.put(Environment.GEMINI_URL, baseUrl);
    file.put("model", Map.of("planner", SCRIPTED, "worker", SCRIPTED, "summary", SCRIPTED));
    file.put(
        "prices",
        Map.of(
            SCRIPTED,
            Map.of("local", true),
            PRICED,
            Map.of("input", 2, "cached", 0.2, "output", 12)));
  }

  void slack(SlackStandIn slack, URI api) {
    environment.put(Environment.SLACK_TOKEN, slack.token());
    environment.put(Environment.SLACK_SECRET, slack.signingSecret());
    environment.put(Environment.SLACK_URL, api.toString());
  }

  /** The person's repository, else the sample in a repository of its own. */
  void repo(Optional<Path> directory, Clock clock) throws SettingsException, IOException {
    try {
      if (directory.isPresent()) {
        Path root = Clone.around(directory.get()).root();
        file.put("repos", Map.of(OwnRepo.name(root), Map.of("clone-url", root.toString())));
        return;
      }
      Path origin = scratch.resolve("origin").resolve(Sample.REPO + ".git");
      Map<String, Seed.File> files = new TreeMap<>();
      Sample.files()
          .forEach(
              (path, seed) -> files.put(path, new Seed.File(seed.content(), seed.executable())));
      Seed.bare(
          origin,
          Sample.BRANCH,
          files,
          "The sample that comes with Spadework\n",
          new Author("Ann Weber", "ann@example.invalid"),
          clock.instant());
      file.put(
          "repos",
          Map.of(
              Sample.REPO,
              Map.of("clone-url", origin.toString(), "base", Sample.BRANCH, "test", Sample.TEST)));
    } catch (WorkspaceException e) {
      throw new SettingsException(List.of(String.valueOf(e.getMessage())));
    }
  }

  /** What is settled before there is a model or a repository. */
  Settings bare() {
    return SettingsReader.read(Optional.of(written()), environment).settings();
  }

  Settings read() throws SettingsException {
    SettingsReader.Read read = SettingsReader.read(Optional.of(written()), environment);
    return read.orThrow(Needs.models(read.settings()));
  }

  private Path written() {
    try {
      // JSON is YAML.
      return Files.write(
          scratch.resolve("spadework.yml"), new ObjectMapper().writeValueAsBytes(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
