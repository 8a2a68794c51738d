package dev.spadework.agent;

import dev.spadework.context.Index;
import dev.spadework.llm.Models;
import dev.spadework.llm.Prices;
import dev.spadework.llm.Prompt;
import dev.spadework.llm.Thinking;
import dev.spadework.memory.Memory;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Names;
import dev.spadework.report.Questions;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.task.Gate;
import dev.spadework.task.Kind;
import dev.spadework.task.Limits;
import dev.spadework.task.Next;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import dev.spadework.task.TestRun;
import dev.spadework.workspace.Base;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Steps tasks: each step is one thing, written down before the next is chosen. Safe for use by many
 * threads, one per task.
 */
public final class Agent {
  private final Function<String, Optional<Repo>> repos;
  private final Workspace workspace;
  private final AgentSettings settings;
  private final Sites sites;
  private final Toolbox toolbox;
  private final Tester tester;
  private final Running running;
  private final Calls calls;
  private final Brief brief;
  private final Folding folding;
  private final Planning planning;
  private final Delivering delivering;
  private final LogScanning logs;

  /**
   * An agent.
   *
   * @param repos by {@code owner/name}
   * @param index shared by all tasks
   * @param names what people are called in the pull request
   */
  public Agent(
      AgentSettings settings,
      Function<String, Optional<Repo>> repos,
      Models models,
      Prices prices,
      Sandboxes sandboxes,
      Workspace workspace,
      Forges forges,
      Index index,
      Memory memory,
      Redactor redactor,
      Names names) {
    this.settings = settings;
    this.repos = repos;
    this.workspace = workspace;
    this.sites = new Sites(workspace, sandboxes, settings, redactor);
    this.toolbox = new Toolbox(settings);
    this.tester = new Tester(settings);
    this.running = new Running(toolbox, tester, new LessonRecall(memory), redactor);
    this.calls = new Calls(models, prices, settings, redactor);
    this.brief = new Brief(index, memory, settings, toolbox.specs());
    this.folding = new Folding(calls, settings);
    this.planning = new Planning(brief, calls, settings);
    this.logs = new LogScanning(workspace, calls, settings, redactor);
    this.delivering = new Delivering(calls, forges, redactor, settings, names);
  }

  /**
   * Does the next thing that the task needs.
   *
   * @return false if the task rests: it waits for a person or has ended
   * @throws Trouble if it could not be done; says whose fault that is
   */
  public boolean step(Notebook notebook) throws Trouble, InterruptedException {
    // What it would do if nothing had a price: that says which call to price.
    Next next = notebook.task().next(limits(notebook, Map.of(), EnumSet.allOf(Purpose.class)));
    if (next instanceof Next.Rest) {
      return false;
    }
    Optional<Purpose> paid = purpose(next);
    if (paid.isPresent()) {
      Limits limits = priced(notebook, paid.get());
      next = notebook.task().next(limits);
      act(notebook, next, limits);
    } else {
      act(notebook, next, limits(notebook, Map.of(), Set.of()));
    }
    return true;
  }

  /** Lets go of what the task holds on this machine but its tree. */
  public void leave(String task) {
    sites.leave(task);
  }

  private void act(Notebook notebook, Next next, Limits limits)
      throws Trouble, InterruptedException {
    if (next instanceof Next.Prepare) {
      prepare(notebook);
    } else if (next instanceof Next.Ask ask) {
      Asking.open(notebook, ask, limits);
    } else if (next instanceof Next.Think) {
      think(notebook);
    } else if (next instanceof Next.ReadLogs) {
      logs.read(notebook, repo(notebook.task()));
    } else if (next instanceof Next.ReportLogs report) {
      logs.report(notebook, report.worded());
    } else if (!(next instanceof Next.Rest)) {
      work(notebook, next);
    }
  }

  /** What needs the tree and the sandbox. */
  private void work(Notebook notebook, Next next) throws Trouble, InterruptedException {
    Site site = site(notebook);
    if (next instanceof Next.Baseline) {
      tester.run(notebook, site, TestRun.Purpose.BASELINE);
    } else if (next instanceof Next.MakePlan) {
      planning.make(notebook, site);
    } else if (next instanceof Next.Run run) {
      running.run(notebook, site, run);
    } else if (next instanceof Next.Deliver deliver) {
      delivering.advance(notebook, site, deliver.stage());
    } else {
      throw new IllegalStateException("no way to do " + next);
    }
  }

  private void prepare(Notebook notebook) throws Trouble, InterruptedException {
    Task task = notebook.task();
    Repo repo = repo(task);
    Optional<String> problem = calls.problem(task);
    if (problem.isPresent()) {
      throw Trouble.person(problem.get(), "ask again with another model, or without naming one.");
    }
    try {
      String branch = task.request().base().or(repo::base).orElse("");
      if (branch.isEmpty()) {
        branch = workspace.defaultBranch(repo.remote());
      }
      Base base = workspace.pin(repo.remote(), branch);
      if (task.request().playbook() != Kind.LOGS) {
        workspace.checkPush(repo.remote());
      }
      notebook.write(new TaskEvent.BasePinned(base.branch(), base.commit(), base.tree()));
    } catch (WorkspaceException e) {
      throw Faults.of(e);
    }
  }

  private void think(Notebook notebook) throws Trouble, InterruptedException {
    Optional<String> loop = LoopGuard.sees(notebook.entries());
    if (loop.isPresent()) {
      Task task = notebook.task();
      notebook.write(
          new TaskEvent.GateOpened(
              Gates.open(
                  task,
                  Gate.Kind.UNCERTAIN,
                  Task.LOOP_SUBJECT + task.version(),
                  Questions.loop(loop.get()))));
      return;
    }
    folding.fold(notebook, workPrompt(notebook).turns());
    TaskEvent.ModelReplied reply = calls.ask(notebook, Purpose.WORK, workPrompt(notebook));
    if (Calls.cutOff(reply) && reply.calls().isEmpty()) {
      notebook.write(new TaskEvent.ReplyRefused(Purpose.WORK, Prompts.page("cut-off.md")));
    }
  }

  private Prompt workPrompt(Notebook notebook) throws Trouble, InterruptedException {
    if (Brief.owed(notebook)) {
      brief.forWork(notebook, site(notebook));
    }
    return new Prompt(
        Prompts.page("system.md"),
        toolbox.specs(),
        Transcript.of(notebook.entries(), brief::present),
        Optional.empty(),
        Thinking.MEDIUM,
        settings.maxOutputTokens());
  }

  private long worst(Notebook notebook, Purpose purpose) throws Trouble, InterruptedException {
    Prompt prompt =
        switch (purpose) {
          case PLAN -> planning.prompt(notebook, site(notebook));
          case WORK -> workPrompt(notebook);
          case SUMMARY ->
              Delivering.due(notebook)
                  ? delivering.summaryPrompt(notebook, site(notebook))
                  : logs.prompt(notebook);
        };
    long folded = purpose == Purpose.WORK ? folding.worst(notebook, prompt.turns()) : 0;
    return calls.worst(notebook, purpose, prompt) + folded;
  }

  private Site site(Notebook notebook) throws Trouble, InterruptedException {
    return sites.of(notebook, repo(notebook.task()));
  }

  private Repo repo(Task task) throws Trouble {
    String name = task.request().repo();
    return repos
        .apply(name)
        .orElseThrow(
            () ->
                Trouble.person(
                    name + " is not in the settings any more.",
                    "list it under repos, or ask about another repository."));
  }

  private static Optional<Purpose> purpose(Next next) {
    if (next instanceof Next.MakePlan) {
      return Optional.of(Purpose.PLAN);
    }
    if (next instanceof Next.Think) {
      return Optional.of(Purpose.WORK);
    }
    boolean summary =
        next instanceof Next.Deliver deliver && deliver.stage() == Next.Stage.SUMMARISE
            || next instanceof Next.ReportLogs report && report.worded();
    return summary ? Optional.of(Purpose.SUMMARY) : Optional.empty();
  }

  private Limits priced(Notebook notebook, Purpose purpose) throws Trouble, InterruptedException {
    boolean answered =
        switch (purpose) {
          case PLAN -> Planning.answered(notebook);
          case SUMMARY ->
              Delivering.due(notebook)
                  ? Delivering.answered(notebook)
                  : LogScanning.answered(notebook);
          case WORK -> false;
        };
    return answered
        ? limits(notebook, Map.of(), Set.of(purpose))
        : limits(notebook, Map.of(purpose, worst(notebook, purpose)), Set.of());
  }

  private Limits limits(Notebook notebook, Map<Purpose, Long> worst, Set<Purpose> answered) {
    return new Limits(
        notebook.now(),
        settings.maxCalls(),
        settings.maxTime(),
        notebook.dayLeft(),
        settings.confidence(),
        repos.apply(notebook.task().request().repo()).filter(r -> r.review().plan()).isPresent(),
        worst,
        answered);
  }
}
