package dev.spadework.agent;

import dev.spadework.context.Trim;
import dev.spadework.redact.Credentials;
import dev.spadework.redact.Redactor;
import dev.spadework.sandbox.Sandbox;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.sandbox.SetupFailedException;
import dev.spadework.sandbox.Spec;
import dev.spadework.task.Aside;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Checkpoint;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.Workspace;
import dev.spadework.workspace.WorkspaceException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sites of the tasks that are being stepped. Safe for use by many threads, one per task.
 *
 * <p>A site is opened from the record: the tree is what the last checkpoint says, whatever a
 * command that was cut off has left behind, and a sandbox that was lost is never swapped for an
 * empty one.
 */
final class Sites {
  private static final Logger log = LoggerFactory.getLogger(Sites.class);

  private static final int LAST_WORD = 200;

  private final Workspace workspace;
  private final Sandboxes sandboxes;
  private final AgentSettings settings;
  private final Redactor redactor;
  private final Map<String, Site> open = new ConcurrentHashMap<>();

  Sites(Workspace workspace, Sandboxes sandboxes, AgentSettings settings, Redactor redactor) {
    this.workspace = workspace;
    this.sandboxes = sandboxes;
    this.settings = settings;
    this.redactor = redactor;
  }

  /** The site of a task whose base is pinned. */
  Site of(Notebook notebook, Repo repo) throws Trouble, InterruptedException {
    Site site = open.get(notebook.task().id());
    if (site == null) {
      site = open(notebook, repo);
      open.put(notebook.task().id(), site);
    }
    return site;
  }

  /** Lets go of the sandbox; the tree stays for as long as the task lives. */
  void leave(String task) {
    Site site = open.remove(task);
    if (site != null) {
      try {
        site.sandbox().close();
      } catch (SandboxException e) {
        // The reaper removes it by its label later.
        log.atWarn().addKeyValue("task", task).setCause(e).log("sandbox_not_closed");
      }
    }
  }

  private Site open(Notebook notebook, Repo repo) throws Trouble, InterruptedException {
    Task task = notebook.task();
    try {
      Tree tree =
          workspace.open(
              task.id(),
              repo.remote(),
              task.base().orElseThrow().commit(),
              Credentials.but(repo.carry()));
      tell(notebook, tree.withheld());
      boolean begun =
          notebook.entries().stream()
              .anyMatch(entry -> entry.event() instanceof TaskEvent.SandboxReady);
      boolean restored = bringBack(notebook, tree);
      String image = repo.image().orElse(settings.image());
      Recipe recipe = Recipes.of(repo, tree);
      Spec spec =
          new Spec(
              task.id(),
              tree.root(),
              image,
              Updates.setup(task.request().playbook(), repo, recipe, tree, day(notebook)),
              new AtBase(tree, repo.name() + "@" + task.base().orElseThrow().branch()),
              settings.sandbox(),
              git(tree));
      Sandbox sandbox = sandboxes.open(spec);
      if (recipe.setup().isPresent()) {
        // Of what a setup left in the tree, only what is ignored may stay.
        bringBack(notebook, tree);
      }
      Fetched.keep(notebook, sandbox, tree);
      boolean lost = begun && (restored || cutOff(notebook));
      // A task that came back from a rest gets a new one too; that is nothing to speak of.
      if (sandbox.fresh() && (!begun || lost)) {
        String runs = sandboxes.kind().equals("docker") ? image : "";
        notebook.write(new TaskEvent.SandboxReady(sandboxes.kind(), runs, lost));
      }
      return new Site(repo, tree, new CleanSandbox(sandbox, redactor));
    } catch (WorkspaceException e) {
      throw Faults.of(e);
    } catch (SetupFailedException e) {
      throw Trouble.person(
          e.getMessage() + lastWord(e),
          "correct the repository's `setup` (`none` does without), then ask again.");
    } catch (SandboxException e) {
      throw Trouble.passing(e.getMessage(), Optional.empty());
    }
  }

  private static LocalDate day(Notebook notebook) {
    return LocalDate.ofInstant(notebook.entries().get(0).at(), ZoneOffset.UTC);
  }

  /** What a failed setup said last, which mostly is why. */
  private static String lastWord(SetupFailedException e) {
    List<String> lines =
        e.result().output().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    String last = lines.isEmpty() ? "" : Trim.log(lines.get(lines.size() - 1), LAST_WORD).text();
    return last.isEmpty() ? "" : " It said last: " + last;
  }

  /** A git directory of its own, for tools that ask git. */
  private static List<Spec.Bind> git(Tree tree) {
    return List.of(
        new Spec.Bind(tree.replica(), "/work/.git", false),
        new Spec.Bind(tree.replicaObjects(), Tree.REPLICA_OBJECTS, true));
  }

  private static void tell(Notebook notebook, List<String> withheld) {
    if (!withheld.isEmpty() && notebook.task().asides().withheld().isEmpty()) {
      notebook.write(Aside.Withheld.of(withheld));
    }
  }

  /** Whether a call was under way when the last sandbox went; before a rest it is let go of. */
  private static boolean cutOff(Notebook notebook) {
    Task task = notebook.task();
    if (task.talk().pending().stream().noneMatch(task.talk()::begun)) {
      return false;
    }
    boolean under = false;
    for (Entry entry : notebook.entries()) {
      if (entry.event() instanceof TaskEvent.ToolStarted) {
        under = true;
      } else if (entry.event() instanceof TaskEvent.GateOpened) {
        under = false;
      }
    }
    return under;
  }

  /**
   * Makes the tree what the record says; true if work was put back into a tree that had lost it.
   */
  private static boolean bringBack(Notebook notebook, Tree tree)
      throws WorkspaceException, InterruptedException {
    Task task = notebook.task();
    Optional<TaskEvent.Checkpointed> last = task.checkpoint();
    String wanted = last.map(TaskEvent.Checkpointed::tree).orElse(task.baseTree());
    if (tree.snapshot().equals(wanted)) {
      return false;
    }
    Checkpoint checkpoint =
        last.flatMap(saved -> notebook.kept(saved.blob()))
            .map(pack -> new Checkpoint(wanted, pack))
            .orElseGet(() -> Checkpoint.here(wanted));
    tree.restore(checkpoint);
    return tree.fresh();
  }
}
