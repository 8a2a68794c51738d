package dev.spadework.sandbox;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A container that runs one task's commands. */
final class DockerSandbox implements Sandbox {
  // The first is of cgroups v2, the second of v1; one of them is not there.
  private static final String OOM =
      "cat /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control 2>/dev/null; :";
  private static final Pattern OOM_KILLS = Pattern.compile("(?m)^oom_kill (\\d+)");

  /** Asking takes about as long as a command that does nothing, and shorter ones fill no memory. */
  private static final Duration WORTH_ASKING = Duration.ofMillis(250);

  private static final Logger log = LoggerFactory.getLogger(DockerSandbox.class);

  private final Engine engine;
  private final DockerContainers containers;
  private final DockerEgress egress;
  private final DockerExec exec;
  private final String id;
  private final Spec spec;
  private final Owner owner;
  private final boolean fresh;
  private final ReentrantLock oneCommand = new ReentrantLock();
  private final DiskWatch disk;
  private final HomeWatch home;
  private long oomKills;

  DockerSandbox(
      Engine engine,
      DockerContainers containers,
      DockerEgress egress,
      DockerExec exec,
      String id,
      Spec spec,
      Owner owner,
      String home,
      boolean fresh) {
    this.engine = engine;
    this.containers = containers;
    this.egress = egress;
    this.exec = exec;
    this.id = id;
    this.spec = spec;
    this.owner = owner;
    this.fresh = fresh;
    this.disk = new DiskWatch(List.of(spec.tree()), spec.limits().diskBytes(), System::nanoTime);
    this.home = new HomeWatch(exec, home, spec.tree(), spec.limits().diskBytes());
  }

  /** Ends what an earlier worker left running here, and takes stock. */
  void settle() throws SandboxException, InterruptedException {
    exec.killEverything();
    oomKills = oomKills();
  }

  @Override
  public boolean fresh() {
    return fresh;
  }

  @Override
  public Result run(String command, Duration timeout)
      throws SandboxException, InterruptedException {
    oneCommand.lockInterruptibly();
    try {
      owner.adopt(spec.tree());
      disk.start();
      home.start();
      Result result =
          exec.run(
              Shell.command(command),
              spec.limits().capped(timeout),
              spec.limits().outputBytes(),
              () -> disk.over() || home.over());
      exec.endLeftovers();
      return as(status(result), result);
    } finally {
      oneCommand.unlock();
    }
  }

  @Override
  public void close() throws SandboxException {
    try {
      containers.remove(id);
      if (egress.wanted()) {
        egress.remove(spec.task());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("Removing a container was cut off; the reaper will do it.", e);
    }
  }

  private static Result as(Result.Status status, Result result) {
    boolean ended = status == Result.Status.EXITED || status == Result.Status.OUT_OF_MEMORY;
    int exit = ended ? result.exit() : -1;
    return new Result(status, exit, result.output(), result.outputBytes(), result.took());
  }

  /**
   * The engine's own flag for memory stays down when it is not the first process that was killed.
   */
  private Result.Status status(Result result) throws InterruptedException {
    if (result.status() == Result.Status.EXITED && (disk.overAtEnd() || home.over())) {
      return Result.Status.DISK_FULL;
    }
    if (result.status() == Result.Status.EXITED && result.exit() != 0) {
      long before = oomKills;
      try {
        oomKills = oomKills();
      } catch (SandboxException containerDied) {
        return firstProcessRanOutOfMemory() ? Result.Status.OUT_OF_MEMORY : Result.Status.LOST;
      }
      return oomKills > before ? Result.Status.OUT_OF_MEMORY : Result.Status.EXITED;
    }
    if (result.succeeded() && result.took().compareTo(WORTH_ASKING) > 0) {
      keepCount();
    }
    return result.status() == Result.Status.LOST && firstProcessRanOutOfMemory()
        ? Result.Status.OUT_OF_MEMORY
        : result.status();
  }

  /** A kill that this command got over must not be laid to the next one. */
  private void keepCount() throws InterruptedException {
    try {
      oomKills = oomKills();
    } catch (SandboxException gone) {
      // The command has ended well; the next one finds out that there is no container.
      log.atDebug().setCause(gone).addKeyValue("container", id).log("memory_kills_unknown");
    }
  }

  private boolean firstProcessRanOutOfMemory() throws InterruptedException {
    try {
      InspectContainerResponse container =
          engine.ask(client -> client.inspectContainerCmd(id).exec());
      return Boolean.TRUE.equals(container.getState().getOOMKilled());
    } catch (SandboxException unknown) {
      return false;
    }
  }

  /** How often so far; asking also shows whether the container still lives. */
  private long oomKills() throws SandboxException, InterruptedException {
    Result probe = exec.asRoot("sh", "-c", OOM);
    if (!probe.succeeded()) {
      throw new SandboxException("The container " + id + " is gone.", null);
    }
    Matcher matcher = OOM_KILLS.matcher(probe.output());
    return matcher.find() ? Long.parseLong(matcher.group(1)) : oomKills;
  }
}
