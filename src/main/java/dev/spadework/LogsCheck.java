package dev.spadework;

import dev.spadework.agent.Repo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the log files that the settings name can be read here; workers do, on their machines. */
final class LogsCheck {
  private LogsCheck() {}

  static Finding of(String repo, String file) {
    String about = repo + " logs " + file;
    List<Path> found = Repo.Logs.found(file);
    List<Path> shut = found.stream().filter(path -> !Files.isReadable(path)).toList();
    if (!shut.isEmpty()) {
      return Finding.wrong(
          about, shut.get(0) + " cannot be read by this user; a worker needs to read it");
    }
    return Finding.well(
        about,
        switch (found.size()) {
          case 0 -> "no such file on this machine; right only if no worker runs here";
          case 1 -> "can be read";
          default -> found.size() + " files can be read";
        });
  }
}
