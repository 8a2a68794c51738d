package dev.spadework;

import dev.spadework.sandbox.CommandPolicy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of {@code run}: they need no file, and what is kept is the user's. */
final class RunSettings {
  private RunSettings() {}

  /**
   * Settings for one repository of this machine. A {@code spadework.yml} counts only if it is
   * named: one that lies about may be somebody else's.
   */
  static Settings of(Optional<Path> config, World world, Path root, Optional<String> test)
      throws SettingsException {
    Path state = state(new Environment(world.environment()));
    Map<String, String> environment = new HashMap<>(world.environment());
    environment.put(Environment.DATABASE, "jdbc:sqlite:" + state.resolve("spadework.db"));
    SettingsReader.Read read =
        config.isPresent()
            ? SettingsReader.read(config, environment)
            : SettingsReader.withoutFile(environment);
    Settings all = read.orThrow(Needs.models(read.settings()));
    Settings.Repository repository =
        new Settings.Repository(
            root.toString(),
            Optional.empty(),
            Optional.empty(),
            test,
            Optional.empty(),
            Optional.empty(),
            Settings.Rights.USUAL,
            0,
            0,
            Optional.empty(),
            "none",
            List.of(),
            List.of(),
            CommandPolicy.standard(),
            Settings.Trigger.NONE,
            List.of());
    return new Settings(
        all.slack(),
        all.people(),
        all.model(),
        all.prices(),
        all.agent(),
        all.context(),
        all.sandbox(),
        all.forges(),
        all.pool(),
        all.playbooks(),
        all.logs(),
        all.kept(),
        state,
        config.isPresent() ? all.memory() : state.resolve("memory"),
        Map.of(OwnRepo.name(root), repository),
        all.environment());
  }

  /** {@code $XDG_STATE_HOME/spadework}, by the XDG Base Directory Specification. */
  static Path state(Environment environment) throws SettingsException {
    String xdg = environment.get("XDG_STATE_HOME");
    String home = environment.get("HOME");
    if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg, "spadework");
    }
    if (home.isEmpty()) {
      throw new SettingsException(
          List.of(
              "Neither XDG_STATE_HOME nor HOME is set, so there is no place to keep the task."));
    }
    return Path.of(home, ".local", "state", "spadework");
  }
}
