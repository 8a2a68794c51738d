package dev.spadework;

import dev.spadework.sandbox.Sandboxes;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where commands run when nobody has set it: in Docker if an engine with the image is there, else
 * in namespaces of this machine.
 *
 * @param words for people, a sentence
 * @param problem why there is no sandbox; empty if there is one
 */
record Confinement(Sandboxes sandboxes, String words, Optional<String> problem) {
  /**
   * Tries Docker, then namespaces; without either, commands run as plain processes, which is for
   * commands that came with this jar only.
   *
   * @param homes directory for throw-away HOMEs
   */
  static Confinement find(Settings settings, Path homes) throws InterruptedException {
    Sandboxes docker = Sandboxes.docker(Slices.docker(settings));
    Optional<String> noDocker = docker.problem(settings.sandbox().image());
    if (noDocker.isEmpty()) {
      return new Confinement(docker, docker(settings), Optional.empty());
    }
    // Whoever has started an engine expects it to be used, and is told what is missing.
    if (!settings.sandbox().egress().isEmpty()) {
      // No other kind has a network, so what was asked for would be missing without a word.
      return new Confinement(docker, "No sandbox reaches what is listed.", noDocker);
    }
    String why = docker.problem().isEmpty() ? " Docker is not used. " + noDocker.get() : "";
    docker.close();
    Sandboxes process = Sandboxes.process(homes);
    Optional<String> noProcess = process.problem();
    if (noProcess.isEmpty()) {
      return new Confinement(
          process, "Commands run in Linux namespaces without a network." + why, Optional.empty());
    }
    process.close();
    return new Confinement(
        Sandboxes.unconfined(homes),
        "No sandbox works on this machine, so the stories' own commands run as plain processes.",
        Optional.of("no Docker: " + noDocker.get() + " No namespaces: " + noProcess.get()));
  }

  private static String docker(Settings settings) {
    return settings.sandbox().egress().isEmpty()
        ? "Commands run in Docker containers without a network."
        : "Commands run in Docker containers that reach the hosts of sandbox.egress only.";
  }
}
