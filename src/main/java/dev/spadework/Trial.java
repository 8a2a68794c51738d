package dev.spadework;

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
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bot as {@code serve} runs it, on loopback, with stand-ins around it: Slack and its page, and
 * without a model key a scripted model. Everything it keeps is gone when it is closed.
 */
final class Trial implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Trial.class);
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private String commands = "";
  private int port;

  private Trial() {}

  /**
   * What a trial is made of.
   *
   * @param port 0 for any that is free
   * @param repo a directory to work on instead of the sample
   * @param pace how long each answer of the scripted model takes
   */
  record Wishes(int port, Optional<Path> repo, Duration pace) {}

  /**
   * Starts one.
   *
   * @throws SettingsException with the reason if the wishes cannot be granted here
   */
  static Trial start(World world, Wishes wishes)
      throws SettingsException, IOException, InterruptedException {
    Trial trial = new Trial();
    try {
      trial.open(world, wishes);
      return trial;
    } catch (SettingsException | IOException | InterruptedException | RuntimeException e) {
      trial.close();
      throw e;
    }
  }

  /** Where the page is. */
  String url() {
    return "http://localhost:" + port;
  }

  /** Where commands run, as a sentence. */
  String commands() {
    return commands;
  }

  private void open(World world, Wishes wishes)
      throws SettingsException, IOException, InterruptedException {
    Scratch scratch = keep(Scratch.make());
    Http http = keep(Http.open("127.0.0.1", wishes.port(), DRAIN));
    port = http.port();
    SlackStandIn slack = keep(new SlackStandIn(world.clock()));
    slack.furnish().bot(local(Bot.EVENTS)).responses(local("/desk/respond/"));

    TrialSettings making = new TrialSettings(scratch.path(), world.environment());
    Confinement confinement = Confinement.find(making.bare(), scratch.path().resolve("homes"));
    commands = confinement.words();
    boolean keyed = making.hasKey();
    boolean scripted = !keyed || confinement.problem().isPresent();
    if (wishes.repo().isPresent()) {
      making.refuse(confinement);
    }
    if (scripted) {
      ScriptedGemini model = keep(ScriptedGemini.start(0, Stories.script(wishes.pace())));
      making.scriptedBy(model.baseUrl());
    }
    making.slack(slack, local("/desk/api/"));
    making.repo(wishes.repo(), world.clock());
    Settings settings = making.read();

    LocalForge forge =
        Forge.local(scratch.path().resolve("pulls"), url() + "/desk/pulls", world.clock());
    Ground ground = Ground.open(settings, world.clock());
    ForgePicker forges = new ForgePicker(ground, forge);
    Hands hands =
        new Hands(
            ground,
            Workspace.at(settings.data(), ground.redactor()),
            confinement.sandboxes(),
            forges,
            Slices.worker(settings));
    Bot bot = new Bot(ground, http, Optional.of(hands), forges.outcomes(ground));
    parts.remove(http);
    keep(bot);

    Function<String, Optional<String>> refusal =
        scripted
            ? text -> Stories.refusal(text).map(told -> keyed ? pointless(confinement) : told)
            : text -> Optional.empty();
    Desk desk =
        new Desk(
            slack,
            scripted ? Optional.empty() : Optional.of(settings.model().worker()),
            commands,
            wishes.repo().isPresent() ? List.of() : Stories.suggestions(),
            refusal,
            () -> pulls(forge, settings));
    http.filter("/*", desk.filter());
    http.servlet("/desk/api/*", slack.api());
    http.servlet("/desk/respond/*", slack.responder());
    http.servlet("/", desk.page());
    bot.start();
  }

  private static String pointless(Confinement confinement) {
    return "A model key is set, but no sandbox works here, so only the three stories are played ("
        + confinement.problem().orElse("")
        + ").";
  }

  private static List<Pull> pulls(LocalForge forge, Settings settings) {
    return settings.repos().keySet().stream()
        .flatMap(
            repo -> {
              try {
                return forge.list(repo).stream().map(Pull::of);
              } catch (ForgeException e) {
                log.atWarn().setCause(e).log("pull_requests_not_read");
                return java.util.stream.Stream.empty();
              }
            })
        .toList();
  }

  private URI local(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /** The last made is closed first. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("part_not_closed");
      }
    }
  }
}
