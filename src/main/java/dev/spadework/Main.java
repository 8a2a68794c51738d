package dev.spadework;

import dev.spadework.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line of the jar. */
@Command(
    name = "spadework",
    description = "A coding teammate for teams that live in Slack.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
  /** The task failed or was rejected, or there are findings. */
  static final int FAILED = 1;

  /** Wrong usage or settings. */
  static final int USAGE = 2;

  /** A question waits for a person. */
  static final int ASKS = 3;

  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  private Main() {}

  /** Runs one command; see {@code --help}. */
  public static void main(String[] args) {
    if (System.getProperty("spadework.log") == null) {
      boolean server = args.length > 0 && (args[0].equals("serve") || args[0].equals("worker"));
      System.setProperty("spadework.log", server ? "INFO" : "OFF");
    }
    System.exit(commandLine(World.here()).execute(args));
  }

  static CommandLine commandLine(World world) {
    CommandLine line =
        new CommandLine(new Main())
            .addSubcommand(new ServeCommand(world))
            .addSubcommand(new WorkerCommand(world))
            .addSubcommand(new TryCommand(world))
            .addSubcommand(new RunCommand(world))
            .addSubcommand(new ContextCommand(world))
            .addSubcommand(new TraceCommand(world))
            .addSubcommand(new DigestCommand(world))
            .addSubcommand(new BackupCommand(world))
            .addSubcommand(new MoveCommand(world))
            .addSubcommand(new DoctorCommand(world));
    line.setExecutionExceptionHandler(Main::failed);
    line.setParameterExceptionHandler(Main::misused);
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: a command is missing; --help lists them.");
  }

  private static int misused(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(e.getMessage().lines().findFirst().orElse("The command cannot be understood."));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  private static int failed(Exception e, CommandLine line, ParseResult parsed) {
    boolean foreseen =
        e instanceof SettingsException || e instanceof StoreException || e instanceof IOException;
    if (foreseen) {
      line.getErr().println(e.getMessage());
      return USAGE;
    }
    Logger log = LoggerFactory.getLogger(Main.class);
    log.atError().setCause(e).log("command_broke");
    line.getErr()
        .println(
            "Something in Spadework broke: "
                + e.getClass().getSimpleName()
                + ". SPADEWORK_LOG=INFO in the environment shows where.");
    return FAILED;
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"spadework " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
