package dev.spadework;

import dev.spadework.agent.Agent;
import dev.spadework.agent.Forges;
import dev.spadework.agent.Repo;
import dev.spadework.context.Index;
import dev.spadework.journal.Archive;
import dev.spadework.llm.Models;
import dev.spadework.llm.Prices;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.worker.Reaper;
import dev.spadework.worker.WorkerName;
import dev.spadework.worker.WorkerSettings;
import dev.spadework.worker.Workers;
import dev.spadework.workspace.Remote;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The half of the bot that works on tasks. */
final class Hands implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Hands.class);

  private final WorkerName name;
  private final Index index;
  private final Workspace workspace;
  private final List<Remote> remotes;
  private final Sandboxes sandboxes;
  private final Workers workers;
  private final Archiving archiving;
  private final Following failures;
  private final Following lessons;
  private final Following pages;

  /** Wires the half; nothing runs yet. Workspace and sandboxes are closed with it. */
  Hands(
      Ground ground,
      Workspace workspace,
      Sandboxes sandboxes,
      Forges forges,
      WorkerSettings working) {
    Settings settings = ground.settings();
    Map<String, Repo> repos = Slices.repos(settings);
    this.index = Index.in(settings.data().resolve("index"), ground.clock());
    Agent agent =
        new Agent(
            Slices.agent(settings),
            name -> Optional.ofNullable(repos.get(name)),
            Models.of(Slices.models(settings)),
            Prices.of(settings.prices()),
            sandboxes,
            workspace,
            forges,
            index,
            ground.memory(),
            ground.redactor(),
            ground.names());
    this.name = name(settings);
    Reaper reaper = new Reaper(ground.clock(), ground.journal(), sandboxes, workspace, name);
    this.workspace = workspace;
    this.remotes = repos.values().stream().map(Repo::remote).toList();
    this.sandboxes = sandboxes;
    this.workers =
        new Workers(ground.journal(), agent, reaper, ground.clock(), working.named(name.name()));
    this.archiving =
        new Archiving(
            new Archive(ground.store(), ground.journal(), ground.clock()),
            settings.kept().archiveAfter(),
            name.name());
    this.failures = new FailurePage(ground.journal(), ground.memory()).following();
    this.lessons = new Lessoning(ground.journal(), ground.memory()).following();
    this.pages = new MemoryPages(ground.journal(), ground.memory(), ground.clock()).following();
  }

  private static WorkerName name(Settings settings) {
    try {
      return WorkerName.take(settings.data(), "worker");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commands run where the settings say. */
  static Sandboxes sandboxes(Settings settings) {
    return settings.sandbox().kind().equals("docker")
        ? Sandboxes.docker(Slices.docker(settings))
        : Sandboxes.process(settings.data().resolve("homes"));
  }

  /** Begins to claim tasks. */
  void start() throws InterruptedException {
    // The engine may come later; tasks wait for it, and whoever runs the bot should know.
    sandboxes
        .problem()
        .ifPresent(problem -> log.atWarn().addKeyValue("problem", problem).log("sandbox_unusable"));
    failures.start();
    lessons.start();
    pages.start();
    try {
      workspace.listed(remotes);
    } catch (WorkspaceException e) {
      // Tasks get along without clean trees, and say themselves what the disk lacks.
      log.atWarn().setCause(e).log("pool_unusable");
    }
    workers.start();
    archiving.start();
  }

  /** Hands back what is under way. */
  @Override
  public void close() {
    archiving.close();
    workers.close();
    index.close();
    workspace.close();
    failures.close();
    pages.close();
    lessons.close();
    sandboxes.close();
    giveBack(name);
  }

  /** Lets another process have the name. */
  static void giveBack(WorkerName name) {
    try {
      name.close();
    } catch (IOException e) {
      // The lock goes with the process.
      log.atWarn().setCause(e).log("name_not_given_back");
    }
  }
}
