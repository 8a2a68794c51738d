package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: signals and exit codes. */
@Timeout(120)
class ProcessTest {
  @TempDir private Path dir;

  @Test
  void sigtermDrainsServeWhichEndsWithZero() throws Exception {
    Path config =
        Files.writeString(
            dir.resolve("spadework.yml"),
            "sandbox: { kind: process, allow-process: true }\n"
                + "repos: { acme/billing: { clone-url: /nowhere.git } }\n");
    Process serve =
        start(
            Map.of(
                "SLACK_BOT_TOKEN", "xoxb-canary-of-the-test",
                "SLACK_SIGNING_SECRET", "canary-secret",
                "SLACK_API_URL", "http://127.0.0.1:1/",
                "GEMINI_API_KEY", "canary-key-of-the-test",
                "DATABASE_URL", "jdbc:sqlite:" + dir.resolve("data/spadework.db"),
                "PORT", "0"),
            "serve",
            "--config",
            config.toString());
    String log;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(serve.getInputStream(), StandardCharsets.UTF_8))) {
      String before = until(lines, " ready ");
      // Process.destroy would close the stream that is read here.
      serve.toHandle().destroy();
      log = before + until(lines, " drained");
    }
    assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(serve.exitValue()).as(log).isZero();
    assertThat(log).doesNotContain("canary");
  }

  @Test
  void badSettingsAreTwoAndNumberedLines() throws Exception {
    Process serve = start(Map.of("PORT", "many"), "serve");
    String said = new String(serve.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(serve.waitFor()).isEqualTo(2);
    assertThat(said)
        .startsWith("The settings cannot be used:\n  1. PORT must be a whole number")
        .contains("  2. SLACK_BOT_TOKEN is not set or blank")
        .doesNotContain("\tat ");
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The log of production, not the quieter one of tests.
    command.add("-Dlogback.configurationFile=logback.xml");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.spadework.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String until(BufferedReader lines, String mark) throws IOException {
    StringBuilder read = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      read.append(line).append('\n');
      if ((line + " ").contains(mark)) {
        return read.toString();
      }
    }
    throw new AssertionError("it ended before" + mark + ":\n" + read);
  }
}
