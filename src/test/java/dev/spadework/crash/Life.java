package dev.spadework.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.agent.Agent;
import dev.spadework.context.Index;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.forge.Forge;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Quotas;
import dev.spadework.llm.Prices;
import dev.spadework.memory.Lessons;
import dev.spadework.memory.Memory;
import dev.spadework.memory.Notes;
import dev.spadework.report.Caps;
import dev.spadework.report.Names;
import dev.spadework.slack.Hall;
import dev.spadework.slack.SlackSettings;
import dev.spadework.store.Spied;
import dev.spadework.store.Store;
import dev.spadework.worker.Reaper;
import dev.spadework.worker.Shop;
import dev.spadework.worker.WorkerName;
import dev.spadework.worker.WorkerSettings;
import dev.spadework.worker.Workers;
import dev.spadework.workspace.Workspace;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One process of the bot, with both of its halves, from its start to its end or its death. */
final class Life implements AutoCloseable {
  private static final Caps CAPS = new Caps(40, Duration.ofMinutes(30));

  final Fate fate;
  final Journal journal;
  private final Town town;
  private final WorkerName name;
  private final Store store;
  private final Workspace workspace;
  private final Index index;
  private final Hall hall;
  private final Workers workers;

  /** Starts, as {@code serve} does. */
  Life(Town town, Fate fate) throws Exception {
    this.town = town;
    this.fate = fate;
    name = WorkerName.take(town.dir.resolve("data"), "crash");
    store = Spied.open(town.database, fate);
    journal = new Journal(store, town.clock, town.redactor, Quotas.NONE);
    Memory memory =
        Memory.at(town.dir.resolve("memory"), town.redactor, town.hides())
            .with(new Notes(store, town.clock, town.redactor, town.hides()))
            .with(new Lessons(store, town.clock, town.redactor, town.hides()));
    workspace = Workspace.at(town.dir.resolve("data"), town.redactor);
    index = Index.in(town.dir.resolve("index"), town.clock);
    Guarded boxes = new Guarded(town.sandboxes, fate, town::runs);
    String url = town.roads.git.url("/" + Town.REPO + ".git");
    String model = town.roads.model.url("/v1beta");
    Agent agent =
        new Agent(
            Shop.settings(CAPS.maxCalls(), 24_000),
            repo ->
                Optional.of(Shop.repo(Town.REPO, url, Town.TOKEN))
                    .filter(r -> r.name().equals(repo)),
            Shop.models(Town.KEY, model, Shop.ONE_MODEL),
            Prices.of(Map.of()),
            boxes,
            workspace,
            any ->
                Forge.github(
                    java.net.URI.create(town.roads.forge.url("")), Town.TOKEN, town.redactor),
            index,
            memory,
            town.redactor,
            Names.IDS);
    hall = new Hall(settings(), journal, memory, town.redactor, town.clock, name.name());
    workers =
        new Workers(
            journal,
            agent,
            new Reaper(town.clock, journal, boxes, workspace, name),
            town.clock,
            new WorkerSettings(name.name(), 2, Duration.ofMinutes(5)));
    try {
      journal.rebuildQueue();
      hall.start();
      town.slack.bot(hall.events());
      workers.start();
    } catch (Fate.Dead e) {
      assertThat(fate.dead()).isTrue();
    }
  }

  private SlackSettings settings() {
    return new SlackSettings(
        town.slack.token(),
        town.slack.signingSecret(),
        Optional.empty(),
        town.roads.slack.url("/api/"),
        "#eng-agents",
        List.of(SlackSettings.EVERYONE),
        List.of(SlackSettings.EVERYONE),
        true,
        List.of(new SlackSettings.Repo(Town.REPO, "main", Optional.of(SlackStandIn.CHANNEL))),
        1_000_000,
        2_000_000,
        CAPS,
        ZoneOffset.UTC,
        new SlackSettings.Allowance(20_000_000, 10_000_000),
        Duration.ofHours(4),
        Duration.ofDays(3));
  }

  /** Ends the process, if it is not dead, and waits until none of its threads does anything. */
  @Override
  public void close() throws Exception {
    town.roads.cut();
    workers.close();
    try {
      hall.close();
    } catch (Fate.Dead e) {
      // The dead give nothing back.
      assertThat(fate.dead()).isTrue();
    }
    index.close();
    workspace.close();
    store.close();
    name.close();
  }
}
