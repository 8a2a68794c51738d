package dev.spadework;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.desk.Desk;
import dev.spadework.desk.Pull;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Stories;
import dev.spadework.forge.Forge;
import dev.spadework.forge.ForgeException;
import dev.spadework.forge.LocalForge;
import dev.spadework.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code try} is made of, but the page stands by itself: the bot behind it can be stopped and
 * started again on its database, and a test sees what the scripted model was shown.
 */
final class Staged implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DRAIN = Duration.ofSeconds(1);

  final SlackStandIn slack = new SlackStandIn(Clock.systemUTC());
  final ScriptedGemini model;
  private final Http page;
  private final LocalForge forge;
  private final Settings settings;
  private final Confinement confinement;
  private Optional<Bot> bot = Optional.empty();

  /**
   * Opens the page; {@link #start} starts the bot.
   *
   * @param people what stands under {@code people} in the settings
   */
  Staged(Path dir, Duration pace, Map<String, ?> people) throws Exception {
    model = ScriptedGemini.start(0, Stories.script(pace));
    page = Http.open("127.0.0.1", 0, DRAIN);
    slack.furnish().responses(local(page, "/desk/respond/"));
    TrialSettings making = new TrialSettings(dir, Map.of());
    confinement = Confinement.find(making.bare(), dir.resolve("homes"));
    making.scriptedBy(model.baseUrl());
    making.slack(slack, local(page, "/desk/api/"));
    making.repo(Optional.empty(), Clock.systemUTC());
    settings = with(people, making.read(), dir.resolve("spadework.yml"));
    forge = Forge.local(dir.resolve("pulls"), url() + "/desk/pulls", Clock.systemUTC());
    Desk desk =
        new Desk(
            slack,
            Optional.empty(),
            confinement.words(),
            Stories.suggestions(),
            Stories::refusal,
            this::pulls);
    page.filter("/*", desk.filter());
    page.servlet("/desk/api/*", slack.api());
    page.servlet("/desk/respond/*", slack.responder());
    page.servlet("/", desk.page());
    page.start();
  }

  private static Settings with(Map<String, ?> people, Settings plain, Path file) throws Exception {
    ObjectNode tree = (ObjectNode) JSON.readTree(file.toFile());
    tree.set("people", JSON.valueToTree(people));
    Files.write(file, JSON.writeValueAsBytes(tree));
    Environment environment = plain.environment();
    Map<String, String> variables = new java.util.HashMap<>();
    for (String name :
        List.of(
            Environment.DATABASE,
            Environment.GEMINI_KEY,
            Environment.GEMINI_URL,
            Environment.SLACK_TOKEN,
            Environment.SLACK_SECRET,
            Environment.SLACK_URL)) {
      variables.put(name, environment.get(name));
    }
    return SettingsReader.read(Optional.of(file), variables).orThrow(List.of());
  }

  String url() {
    return "http://localhost:" + page.port();
  }

  /** Starts the bot on what an earlier one has left. */
  void start() throws IOException, InterruptedException {
    Http http = Http.open("127.0.0.1", 0, DRAIN);
    Ground ground = Ground.open(settings, Clock.systemUTC());
    ForgePicker forges = new ForgePicker(ground, forge);
    Hands hands =
        new Hands(
            ground,
            Workspace.at(settings.data(), ground.redactor()),
            confinement.sandboxes(),
            forges,
            Slices.worker(settings));
    Bot made = new Bot(ground, http, Optional.of(hands), forges.outcomes(ground));
    bot = Optional.of(made);
    slack.bot(local(http, Bot.EVENTS));
    made.start();
  }

  /** Stops the bot; the page goes on. */
  void stop() {
    bot.ifPresent(Bot::close);
    bot = Optional.empty();
  }

  private List<Pull> pulls() {
    return settings.repos().keySet().stream()
        .flatMap(
            repo -> {
              try {
                return forge.list(repo).stream().map(Pull::of);
              } catch (ForgeException e) {
                throw new UncheckedIOException(new IOException(e));
              }
            })
        .toList();
  }

  private static URI local(Http http, String path) {
    return URI.create("http://127.0.0.1:" + http.port() + path);
  }

  @Override
  public void close() {
    stop();
    slack.close();
    page.close();
    model.close();
  }
}
