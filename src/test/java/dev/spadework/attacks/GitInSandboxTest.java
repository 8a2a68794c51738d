package dev.spadework.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools in a sandbox that ask git are answered. */
@Tag("docker")
class GitInSandboxTest {
  @TempDir Path dir;

  @Test
  void statusLogAndDiffWorkAndNothingReachesTheHost() throws Exception {
    try (Caged caged = Caged.in(dir)) {
      assertThat(caged.run("git status --porcelain && git fsck 2>&1").output()).isEmpty();
      assertThat(caged.run("git log --format=%H").output().strip()).isEqualTo(caged.base.commit());
      assertThat(caged.run("cd / && git -C /work rev-parse --show-toplevel").output().strip())
          .isEqualTo("/work");

      caged.run("echo more >> a.txt");
      assertThat(caged.run("git diff --stat").output()).contains("a.txt | 1 +");
      assertThat(
              caged
                  .run("git -c user.name=a -c user.email=a@b commit -qam x && git log --oneline")
                  .output()
                  .lines())
          .hasSize(2);

      assertThat(caged.tree.root().resolve(".git")).isEmptyDirectory();
      assertThat(caged.tree.diff(caged.base.tree(), caged.tree.snapshot()).files()).hasSize(1);
      assertThat(Files.readString(caged.tree.root().resolve("a.txt"))).isEqualTo("a\nmore\n");
    }
  }
}
