package dev.spadework;

import dev.spadework.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup}: the SQLite file as it is now, while the bot runs. */
@Command(
    name = "backup",
    description = "Write a consistent copy of the SQLite file while the bot runs.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  private final World world;
  @Mixin private final ConfigOption config = new ConfigOption();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A new file; it is a database itself.")
  private Path file = Path.of("");

  BackupCommand(World world) {
    this.world = world;
  }

  @Override
  public Integer call() throws SettingsException {
    Settings settings = config.read(world).orThrow(List.of());
    try (Store store = Store.open(settings.environment().database())) {
      store.backup(file);
    }
    spec.commandLine().getOut().println("Written: " + file);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
