package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSettingsTest {
  @TempDir Path dir;

  private SettingsReader.Read read(String yaml) throws Exception {
    return SettingsReader.read(
        Optional.of(Files.writeString(dir.resolve("s.yml"), yaml)), Map.of());
  }

  @Test
  void logFilesAreWholePathsAndARoomLearnsOfThem() throws Exception {
    Settings settings =
        read("repos: { a/b: { logs: [/var/log/b.log, '/var/log/b/*.log'] } }").settings();
    assertThat(Slices.repos(settings).get("a/b").logs().files())
        .containsExactly("/var/log/b.log", "/var/log/b/*.log");
    assertThat(Slices.repos(settings).get("a/b").logs().largest()).isEqualTo(2L << 30);
    assertThat(settings.logs().at()).contains(LocalTime.of(2, 0));
    assertThat(read("logs: { at: off }").settings().logs().at()).isEmpty();
  }

  @Test
  void whatIsNoWholePathIsNamed() throws Exception {
    for (String path : List.of("logs/b.log", "/var/*/b.log", "/var/../etc/shadow", "/")) {
      SettingsReader.Read read = read("repos: { a/b: { logs: ['" + path + "'] } }");
      assertThatThrownBy(() -> read.orThrow(List.of()))
          .hasMessageContaining("repos.a/b.logs: \"" + path + "\" must be a whole path such as");
    }
  }
}
