package dev.spadework.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one program on this machine, without this process's environment, to a certain end. */
final class HostCommand {
  private static final Logger log = LoggerFactory.getLogger(HostCommand.class);
  private static final long END_MILLIS = 5000;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  private HostCommand() {}

  /**
   * Output is taken in as fast as it comes. The process is killed when its time is up or this
   * thread is interrupted.
   *
   * @throws SandboxException if the program is not on this machine
   */
  static Result run(List<String> command, Duration timeout, long outputCap)
      throws SandboxException, InterruptedException {
    return run(command, timeout, outputCap, () -> false);
  }

  /**
   * The same, ended too when something else has run full.
   *
   * @param full asked several times a second
   */
  static Result run(List<String> command, Duration timeout, long outputCap, Fullness full)
      throws SandboxException, InterruptedException {
    long start = System.nanoTime();
    CappedOutput output = new CappedOutput(outputCap);
    Process process = start(command);
    Thread reader = new Thread(() -> drain(process.getInputStream(), output), "sandbox-output");
    reader.setDaemon(true);
    reader.start();
    Result.Status end = Result.Status.LOST;
    try {
      end = await(process, start + timeout.toNanos(), full);
    } finally {
      if (end != Result.Status.EXITED) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
    process.waitFor();
    reader.join(END_MILLIS);
    return new Result(
        end,
        end == Result.Status.EXITED ? process.exitValue() : -1,
        output.text(),
        output.total(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static Result.Status await(Process process, long deadline, Fullness full)
      throws InterruptedException {
    while (true) {
      long left = deadline - System.nanoTime();
      if (process.waitFor(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS)) {
        return Result.Status.EXITED;
      }
      if (left <= LOOK_NANOS) {
        return Result.Status.TIMED_OUT;
      }
      if (full.now()) {
        return Result.Status.DISK_FULL;
      }
    }
  }

  private static Process start(List<String> command) throws SandboxException {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().put("PATH", PATH);
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new SandboxException(
          "The program " + command.get(0) + " cannot be run here: " + e.getMessage(), e);
    }
  }

  private static void drain(InputStream stream, CappedOutput output) {
    byte[] buffer = new byte[1 << 16];
    try (stream) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        output.append(buffer, 0, read);
      }
    } catch (IOException closed) {
      log.atDebug().setCause(closed).log("command_stream_closed");
    }
  }
}
