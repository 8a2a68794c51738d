package dev.spadework;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, which most commands take. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file; ./spadework.yml if it is there.")
  private @Nullable Path file;

  SettingsReader.Read read(World world) {
    return SettingsReader.read(Optional.ofNullable(file), world.environment());
  }
}
