package dev.spadework.sandbox;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.command.TopContainerResponse;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs commands in one container, each to a certain end. */
final class DockerExec {
  private static final Logger log = LoggerFactory.getLogger(DockerExec.class);
  private static final long LOOK_MILLIS = 500;
  private static final Fullness NEVER = () -> false;

  /** The first process and what it waits with; both are root's. */
  private static final int OURS = 2;

  private static final Duration KILL_PATIENCE = Duration.ofSeconds(3);
  private static final Duration END_PATIENCE = Duration.ofSeconds(5);
  private static final long SMALL_OUTPUT = 8192;

  private final Engine engine;
  private final String container;
  private final Owner owner;
  private final List<String> environment;

  /**
   * @param owner who commands run as, and whose processes are killed at a time-out
   */
  DockerExec(Engine engine, String container, Owner owner, String home) {
    this(engine, container, owner, home, List.of());
  }

  /**
   * The same.
   *
   * @param more variables of every command, as {@code NAME=value}
   */
  DockerExec(Engine engine, String container, Owner owner, String home, List<String> more) {
    this.engine = engine;
    this.container = container;
    this.owner = owner;
    // Maven's own images set MAVEN_CONFIG to a directory, which the Maven wrapper takes for a goal.
    List<String> all =
        new ArrayList<>(
            List.of("HOME=" + home, "LANG=C.UTF-8", "CI=true", "TERM=dumb", "MAVEN_CONFIG="));
    all.addAll(more);
    this.environment = List.copyOf(all);
  }

  /**
   * Runs a program of the container as the owner, with what it leaves behind killed on time-out.
   */
  Result run(List<String> command, Duration timeout, long outputCap)
      throws SandboxException, InterruptedException {
    return run(command, timeout, outputCap, NEVER);
  }

  /**
   * The same, ended too when something else has run full.
   *
   * @param full asked several times a second
   */
  Result run(List<String> command, Duration timeout, long outputCap, Fullness full)
      throws SandboxException, InterruptedException {
    return run(command, user(), timeout, outputCap, full);
  }

  /** Who commands run as: never root. */
  private String user() {
    return owner.toString();
  }

  /** Runs a small program as the container's root, which has no capability in the agent phase. */
  Result asRoot(String... command) throws SandboxException, InterruptedException {
    return run(List.of(command), "0:0", Duration.ofMinutes(5), SMALL_OUTPUT, NEVER);
  }

  private Result run(
      List<String> command, String user, Duration timeout, long outputCap, Fullness full)
      throws SandboxException, InterruptedException {
    long start = System.nanoTime();
    CappedOutput output = new CappedOutput(outputCap);
    String exec;
    try {
      exec = create(command, user, true);
    } catch (Engine.Gone e) {
      log.atInfo().addKeyValue("container", container).log("container_gone");
      return ended(Result.Status.LOST, -1, output, start);
    }
    Reader reader = new Reader(output);
    try {
      engine.ask(client -> client.execStartCmd(exec).exec(reader));
      Result.Status end = await(exec, reader, start + timeout.toNanos(), full);
      return ended(end, exec, output, start);
    } catch (Engine.Gone e) {
      return ended(Result.Status.LOST, -1, output, start);
    } catch (InterruptedException e) {
      killEverything();
      throw e;
    } finally {
      reader.end();
    }
  }

  /** Waits for the command's end, or ends it. */
  private Result.Status await(String exec, Reader reader, long deadline, Fullness full)
      throws SandboxException, InterruptedException {
    while (true) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      boolean late = left <= 0;
      if (late || full.now()) {
        killEverything();
        reader.ended(END_PATIENCE.toMillis());
        return late ? Result.Status.TIMED_OUT : Result.Status.DISK_FULL;
      }
      if (reader.ended(Math.min(left, LOOK_MILLIS))) {
        return Result.Status.EXITED;
      }
      // A process in the background can hold the stream open after the command itself has ended.
      if (exitCode(exec) != null) {
        return Result.Status.EXITED;
      }
    }
  }

  private Result ended(Result.Status end, String exec, CappedOutput output, long start)
      throws SandboxException, InterruptedException {
    if (end != Result.Status.EXITED) {
      return ended(end, -1, output, start);
    }
    // Only an exit code proves an end: the stream of a dead engine ends just like that of a
    // command.
    long giveUp = System.nanoTime() + END_PATIENCE.toNanos();
    Long exit = exitCode(exec);
    while (exit == null && System.nanoTime() < giveUp) {
      TimeUnit.MILLISECONDS.sleep(2);
      exit = exitCode(exec);
    }
    return exit == null
        ? ended(Result.Status.LOST, -1, output, start)
        : ended(Result.Status.EXITED, exit.intValue(), output, start);
  }

  private static Result ended(Result.Status status, int exit, CappedOutput output, long start) {
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Result(status, exit, output.text(), output.total(), took);
  }

  /** The exit code, or null while it runs or when nobody can say. */
  private @Nullable Long exitCode(String exec) throws InterruptedException {
    try {
      InspectExecResponse state = engine.ask(client -> client.inspectExecCmd(exec).exec());
      return Boolean.TRUE.equals(state.isRunning()) ? null : state.getExitCodeLong();
    } catch (SandboxException e) {
      log.atDebug().setCause(e).addKeyValue("container", container).log("exec_state_unknown");
      return null;
    }
  }

  private String create(List<String> command, String user, boolean attached)
      throws SandboxException, InterruptedException {
    return engine.ask(
        client ->
            client
                .execCreateCmd(container)
                .withUser(user)
                .withEnv(environment)
                .withAttachStdout(attached)
                .withAttachStderr(attached)
                .withCmd(command.toArray(String[]::new))
                .exec()
                .getId());
  }

  /**
   * Ends every process of the owner, whatever session it fled to: the container's first process is
   * root's, so it alone is spared. Where not even a kill can be started (all pids are taken), the
   * container is restarted.
   */
  void killEverything() throws InterruptedException {
    try {
      String kill = create(List.of("sh", "-c", "kill -9 -1"), owner.toString(), false);
      engine.tell(
          client ->
              client.execStartCmd(kill).withDetach(true).exec(new Reader(new CappedOutput(0))));
      long giveUp = System.nanoTime() + KILL_PATIENCE.toNanos();
      while (System.nanoTime() < giveUp) {
        Long exit = exitCode(kill);
        // 1 says that nobody was left to kill; dying may take a while where much memory is let go.
        if (exit != null && exit < 126 && alone()) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
      throw new SandboxException("The processes of container " + container + " live on.", null);
    } catch (SandboxException e) {
      log.atWarn().setCause(e).addKeyValue("container", container).log("kill_by_restart");
      restart();
    }
  }

  /** Ends what a command has left running, if anything: from here on nothing writes to the tree. */
  void endLeftovers() throws InterruptedException {
    boolean alone;
    try {
      alone = alone();
    } catch (Engine.Gone nothingRuns) {
      return;
    } catch (SandboxException unknown) {
      log.atWarn().setCause(unknown).addKeyValue("container", container).log("processes_unknown");
      alone = false;
    }
    if (!alone) {
      killEverything();
    }
  }

  /** Whether nobody runs but the container's own first processes. */
  private boolean alone() throws SandboxException, InterruptedException {
    TopContainerResponse top = engine.ask(client -> client.topContainerCmd(container).exec());
    String[][] processes = top.getProcesses();
    return processes == null || processes.length <= OURS;
  }

  private void restart() throws InterruptedException {
    try {
      engine.tell(client -> client.restartContainerCmd(container).withTimeout(0).exec());
    } catch (SandboxException e) {
      log.atWarn().setCause(e).addKeyValue("container", container).log("container_restart_failed");
    }
  }

  /**
   * Takes in a stream. The callback's own waiting is no use here: it closes the stream when done.
   */
  private static final class Reader extends ResultCallback.Adapter<Frame> {
    private final CappedOutput output;
    private final CountDownLatch end = new CountDownLatch(1);

    Reader(CappedOutput output) {
      this.output = output;
    }

    @Override
    public void onNext(Frame frame) {
      byte[] payload = frame.getPayload();
      if (payload != null) {
        output.append(payload, 0, payload.length);
      }
    }

    @Override
    public void onError(Throwable broken) {
      log.atDebug().setCause(broken).log("exec_stream_broken");
      super.onError(broken);
      end.countDown();
    }

    @Override
    public void onComplete() {
      super.onComplete();
      end.countDown();
    }

    /** Whether the stream has ended, for good or ill, within so many milliseconds. */
    boolean ended(long millis) throws InterruptedException {
      return end.await(millis, TimeUnit.MILLISECONDS);
    }

    void end() {
      try {
        close();
      } catch (IOException e) {
        log.atDebug().setCause(e).log("exec_stream_close_failed");
      }
    }
  }
}
