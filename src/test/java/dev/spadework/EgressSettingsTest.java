package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressSettingsTest {
  @TempDir Path dir;

  @Test
  void anEgressListIsOfHostsAndForDockerOnly() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("s.yml"),
            "sandbox: { kind: process, egress: [repo.example.com, 'a.b:443'] }");
    SettingsReader.Read read = SettingsReader.read(Optional.of(file), Map.of());
    assertThat(read.settings().sandbox().egress()).containsExactly("repo.example.com");
    assertThatThrownBy(() -> read.orThrow(Needs.worker(read.settings())))
        .hasMessageContaining("sandbox.egress: \"a.b:443\" is no host; write a name such as")
        .hasMessageContaining("sandbox.egress is for sandbox.kind docker only");
  }
}
