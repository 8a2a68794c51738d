package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskUseTest {
  private static final long ALL = Long.MAX_VALUE;

  @TempDir Path tree;

  private long bytes() {
    return DiskUse.of(tree, ALL).bytes();
  }

  @Test
  void aFileCountsInWholeBlocksAndAnEmptyOneCountsToo() throws IOException {
    Files.write(tree.resolve("a"), new byte[5000]);
    Files.createFile(tree.resolve("b"));
    assertThat(bytes()).isEqualTo(3 * DiskUse.BLOCK);
  }

  @Test
  void aFileWithHolesCountsAsWhatItClaims() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(tree.resolve("sparse").toFile(), "rw")) {
      sparse.setLength(1L << 32);
    }
    assertThat(bytes()).isEqualTo(1L << 32);
  }

  @Test
  void aLinkIsNeverFollowed() throws IOException {
    Files.createSymbolicLink(tree.resolve("usr"), Path.of("/usr"));
    Files.createSymbolicLink(tree.resolve("round"), tree);
    assertThat(bytes()).isEqualTo(2 * DiskUse.BLOCK);
  }

  @Test
  void countingStopsWhereThatIsEnough() throws IOException {
    for (int i = 0; i < 100; i++) {
      Files.createFile(tree.resolve("f" + i));
    }
    assertThat(DiskUse.of(tree, 10 * DiskUse.BLOCK).bytes()).isEqualTo(11 * DiskUse.BLOCK);
  }

  @Test
  void whatLiesTooDeepIsHidden() throws IOException {
    Path at = tree;
    for (int i = 0; i < 150; i++) {
      at = Files.createDirectory(at.resolve("d"));
    }
    assertThat(DiskUse.of(tree, ALL).hidden()).isTrue();
  }

  @Test
  void severalDirectoriesAreOneSum() throws IOException {
    Path one = Files.createDirectory(tree.resolve("one"));
    Path two = Files.createDirectory(tree.resolve("two"));
    Files.write(one.resolve("x"), new byte[1]);
    Files.write(two.resolve("x"), new byte[1]);
    assertThat(DiskUse.of(List.of(one, two), ALL).bytes()).isEqualTo(2 * DiskUse.BLOCK);
  }
}
