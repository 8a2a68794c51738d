package dev.spadework;

import dev.spadework.workspace.Clone;
import dev.spadework.workspace.WorkspaceException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: one task in the terminal. */
@Command(
    name = "run",
    description = {
      "Do one task in a repository of this machine and leave a branch there.",
      "Its work tree is not touched. Needs GEMINI_API_KEY, and Docker or Linux namespaces."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:done",
      "1:it failed, or was rejected or stopped",
      "2:wrong usage or settings",
      "3:a question waits; the same command in a terminal goes on"
    })
final class RunCommand implements Callable<Integer> {
  private final World world;
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--repo", paramLabel = "DIR", description = "The repository; here by default.")
  private Path repo = Path.of(".");

  @Option(
      names = "--test",
      paramLabel = "CMD",
      description = "Command of the whole test suite; guessed from the build file by default.")
  private @Nullable String test;

  @Option(
      names = "--base",
      paramLabel = "BRANCH",
      description = "Branch to start from; the one that is checked out by default.")
  private @Nullable String base;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file; none by default, whatever lies about.")
  private @Nullable Path config;

  @Parameters(paramLabel = "TASK", arity = "1..*", description = "What to do, in your words.")
  private List<String> words = new ArrayList<>();

  RunCommand(World world) {
    this.world = world;
  }

  @Override
  public Integer call() throws SettingsException, InterruptedException {
    Path root = root();
    Settings settings =
        RunSettings.of(
            Optional.ofNullable(config), world, root, Optional.ofNullable(test).filter(filled()));
    Confinement confinement = Confinement.find(settings, settings.data().resolve("homes"));
    if (confinement.problem().isPresent()) {
      throw new SettingsException(
          List.of("There is no sandbox to run commands in: " + confinement.problem().get()));
    }
    PrintWriter out = spec.commandLine().getOut();
    try (OneTask task = new OneTask(settings, world, confinement.sandboxes(), root, out)) {
      Thread hook = new Thread(() -> interrupted(task, out), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      String text = String.join(" ", words).strip();
      int code = task.run(text, Optional.ofNullable(base).filter(filled()));
      Runtime.getRuntime().removeShutdownHook(hook);
      return code;
    }
  }

  private Path root() throws SettingsException {
    try {
      Clone clone = Clone.around(repo);
      if (!clone.hasCommits()) {
        throw new SettingsException(List.of(repo + " has no commits yet; make one first."));
      }
      return clone.root();
    } catch (WorkspaceException e) {
      throw new SettingsException(List.of(String.valueOf(e.getMessage())));
    }
  }

  private static void interrupted(OneTask task, PrintWriter out) {
    out.println();
    out.println("Stopping. The same command goes on where this leaves off.");
    out.flush();
    task.close();
    // What a shell says of a program that SIGINT ended.
    Runtime.getRuntime().halt(130);
  }

  private static java.util.function.Predicate<String> filled() {
    return text -> !text.isBlank();
  }
}
