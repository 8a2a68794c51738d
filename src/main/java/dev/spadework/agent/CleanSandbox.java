package dev.spadework.agent;

import dev.spadework.redact.Redactor;
import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.Sandbox;
import dev.spadework.sandbox.SandboxException;
import java.time.Duration;

/**
 * A sandbox whose outputs are cleaned whole, before anybody trims, cuts or keeps them: half a
 * secret has no shape any more.
 */
final class CleanSandbox implements Sandbox {
  private final Sandbox sandbox;
  private final Redactor redactor;

  CleanSandbox(Sandbox sandbox, Redactor redactor) {
    this.sandbox = sandbox;
    this.redactor = redactor;
  }

  @Override
  public boolean fresh() {
    return sandbox.fresh();
  }

  @Override
  public Result run(String command, Duration timeout)
      throws SandboxException, InterruptedException {
    Result result = sandbox.run(command, timeout);
    return new Result(
        result.status(),
        result.exit(),
        redactor.clean(result.output()),
        result.outputBytes(),
        result.took());
  }

  @Override
  public void close() throws SandboxException {
    sandbox.close();
  }
}
