package dev.spadework.worker;

import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.Sandbox;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.sandbox.Spec;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Real sandboxes of a process that can die: a dead one tidies nothing up. */
final class Mortal implements Sandboxes {
  private final Sandboxes real;
  private final BooleanSupplier dead;
  private final Consumer<String> commands;
  private volatile Runnable onClose = () -> {};

  Mortal(Sandboxes real, BooleanSupplier dead, Consumer<String> commands) {
    this.real = real;
    this.dead = dead;
    this.commands = commands;
  }

  /** Runs before a sandbox is taken away. */
  void onClose(Runnable work) {
    onClose = work;
  }

  @Override
  public String kind() {
    return real.kind();
  }

  @Override
  public Optional<String> problem() throws InterruptedException {
    return real.problem();
  }

  @Override
  public Sandbox open(Spec spec) throws SandboxException, InterruptedException {
    Sandbox sandbox = real.open(spec);
    return new Sandbox() {
      @Override
      public boolean fresh() {
        return sandbox.fresh();
      }

      @Override
      public Result run(String command, Duration timeout)
          throws SandboxException, InterruptedException {
        commands.accept(command);
        return sandbox.run(command, timeout);
      }

      @Override
      public void close() throws SandboxException {
        if (!dead.getAsBoolean()) {
          onClose.run();
          sandbox.close();
        }
      }
    };
  }

  @Override
  public void reap(Predicate<String> alive) throws SandboxException, InterruptedException {
    if (!dead.getAsBoolean()) {
      real.reap(alive);
    }
  }

  @Override
  public void close() {
    real.close();
  }
}
