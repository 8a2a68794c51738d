package dev.spadework.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** A HOME on this machine, and namespaces around each command. */
final class ProcessSandbox implements Sandbox {
  private final Jail jail;
  private final Spec spec;
  private final Owner owner;
  private final Path own;
  private final boolean fresh;
  private final DiskWatch disk;
  private final ReentrantLock oneCommand = new ReentrantLock();

  ProcessSandbox(Jail jail, Spec spec, Owner owner, Path own, boolean fresh) {
    this.jail = jail;
    this.spec = spec;
    this.owner = owner;
    this.own = own;
    this.fresh = fresh;
    this.disk =
        new DiskWatch(
            List.of(spec.tree(), own.resolve("home")), spec.limits().diskBytes(), System::nanoTime);
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
      if (!Files.isDirectory(own)) {
        return new Result(Result.Status.LOST, -1, "", 0, Duration.ZERO);
      }
      owner.adopt(spec.tree());
      disk.start();
      Result result =
          HostCommand.run(
              jail.command(
                  Place.of(own, spec.tree(), spec.binds(), false),
                  new Jail.Walls(
                      spec.limits(), owner, Owner.weAreRoot(), false, own.resolve("root")),
                  Shell.command(command)),
              spec.limits().capped(timeout),
              spec.limits().outputBytes(),
              disk::over);
      return result.status() == Result.Status.EXITED && disk.overAtEnd()
          ? new Result(
              Result.Status.DISK_FULL, -1, result.output(), result.outputBytes(), result.took())
          : result;
    } finally {
      oneCommand.unlock();
    }
  }

  @Override
  public void close() throws SandboxException {
    try {
      ProcessSandboxes.delete(own);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("Removing a HOME was cut off; the reaper will do it.", e);
    }
  }
}
