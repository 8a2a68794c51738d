package dev.spadework.crash;

import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.Sandbox;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.sandbox.Spec;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Sandboxes of a process that may die at each of their doors; a dead one tidies nothing up. */
final class Guarded implements Sandboxes {
  private static final int SHOWN = 60;

  private final Sandboxes real;
  private final Fate fate;
  private final BiConsumer<String, String> ran;

  /**
   * Around real ones.
   *
   * @param ran told the task and the command of whatever is really run
   */
  Guarded(Sandboxes real, Fate fate, BiConsumer<String, String> ran) {
    this.real = real;
    this.fate = fate;
    this.ran = ran;
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
    fate.before("sandbox opens");
    Sandbox sandbox = real.open(spec);
    fate.after("sandbox opens");
    return new Sandbox() {
      @Override
      public boolean fresh() {
        return sandbox.fresh();
      }

      @Override
      public Result run(String command, Duration timeout)
          throws SandboxException, InterruptedException {
        String what = "command " + command.lines().findFirst().orElse("");
        String shown = what.substring(0, Math.min(what.length(), SHOWN));
        fate.before(shown);
        ran.accept(spec.task(), command);
        Result result = sandbox.run(command, timeout);
        fate.after(shown);
        return result;
      }

      @Override
      public void close() throws SandboxException {
        if (!fate.dead()) {
          fate.before("sandbox closes");
          sandbox.close();
          fate.after("sandbox closes");
        }
      }
    };
  }

  @Override
  public void reap(Predicate<String> alive) throws SandboxException, InterruptedException {
    if (!fate.dead()) {
      real.reap(alive);
    }
  }

  @Override
  public void close() {
    real.close();
  }
}
