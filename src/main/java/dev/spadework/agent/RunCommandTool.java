package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.context.LogDigest;
import dev.spadework.context.OwnFiles;
import dev.spadework.context.Trim;
import dev.spadework.context.Trimmed;
import dev.spadework.report.Questions;
import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.sandbox.Verdict;
import dev.spadework.task.Call;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code run_command(command)}: a shell command in the sandbox, if the policy lets it. */
final class RunCommandTool implements Tool {
  private static final int SHOWN = 3_000;

  private final AgentSettings settings;

  RunCommandTool(AgentSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "run_command";
  }

  @Override
  public Effect effect() {
    return Effect.PERHAPS;
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema("command");
  }

  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public Optional<Gate> asks(Call call, Arguments arguments, Bench bench) throws WrongCall {
    String command = arguments.text("command");
    Verdict verdict = judge(command, bench);
    boolean asked = bench.task().gates().decision(Gate.Kind.COMMAND, call.id()).isPresent();
    return verdict.action() == Verdict.Action.ASK && !asked
        ? Optional.of(
            Gates.open(
                bench.task(),
                Gate.Kind.COMMAND,
                call.id(),
                Questions.command(command, verdict.reason())))
        : Optional.empty();
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench)
      throws WrongCall, Trouble, InterruptedException {
    String command = arguments.text("command");
    Verdict verdict = judge(command, bench);
    if (verdict.action() == Verdict.Action.NEVER) {
      return Said.error("Refused: " + verdict.reason());
    }
    Optional<TaskEvent.Decided> decided =
        bench.task().gates().decision(Gate.Kind.COMMAND, call.id());
    if (decided.filter(d -> d.choice() != Choice.APPROVE).isPresent()) {
      String why = decided.get().text();
      return Said.error("A person refused this command." + (why.isBlank() ? "" : " " + why));
    }
    try {
      return shown(
          call, bench, bench.site().sandbox().run(command, settings.sandbox().commandTimeout()));
    } catch (SandboxException e) {
      throw Trouble.passing(e.getMessage(), Optional.empty());
    }
  }

  private static Verdict judge(String command, Bench bench) {
    PackageScripts scripts = new PackageScripts(bench.files());
    return bench.site().repo().commands().judge(command, scripts::named);
  }

  private static Said shown(Call call, Bench bench, Result result) throws Trouble {
    String how =
        switch (result.status()) {
          case EXITED -> "exit " + result.exit();
          case TIMED_OUT -> "timed out after " + result.took().toSeconds() + " s and was killed";
          case OUT_OF_MEMORY -> "ran out of memory";
          case DISK_FULL -> "filled the disk that the sandbox has, and was killed; remove files";
          case LOST ->
              throw Trouble.passing("The sandbox went away while a command ran.", Optional.empty());
        };
    Trimmed trimmed =
        result.succeeded()
            ? Trim.log(result.output(), SHOWN)
            : LogDigest.of(
                result.output(),
                Optional.empty(),
                OwnFiles.under(bench.site().tree().root()),
                SHOWN);
    String text = trimmed.text().isBlank() ? how : how + "\n" + trimmed.text();
    Optional<String> output = Optional.empty();
    if (trimmed.leftOut() > 0) {
      output = Optional.of(bench.task().id() + "/" + call.id());
      bench.notebook().keep(output.get(), result.output().getBytes(StandardCharsets.UTF_8));
      text += "\n(all of it: read_output id " + call.id() + ")";
    }
    boolean failed = !result.succeeded();
    return new Said(text, failed, output, Optional.of(result.exit()));
  }
}
