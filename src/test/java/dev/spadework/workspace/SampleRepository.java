package dev.spadework.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A repository with everything that is awkward about files. */
final class SampleRepository {
  private SampleRepository() {}

  static Git at(Path directory) throws Exception {
    Git source =
        Git.init(directory)
            .write(".gitignore", "target/\n*.log\n")
            .write("README.md", "# Hello\n")
            .write("src/A.java", "class A {}\n")
            .write("src/deep/er/B.java", "class B {}\n")
            .write("run.sh", "#!/bin/sh\n")
            .write("windows.txt", "one\r\ntwo\r\nthree\n")
            .write("kept.log", "tracked although ignored\n")
            .write("with space", "s")
            .write("new\nline", "n")
            .write("größe/日本.txt", "u");
    Path root = source.directory();
    Files.setPosixFilePermissions(
        root.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("src/A.java"));
    Files.createSymbolicLink(root.resolve("dangling"), Path.of("größe/nowhere"));
    Files.createSymbolicLink(root.resolve("outside"), Path.of("/nowhere/secret"));
    Files.createSymbolicLink(root.resolve("dir"), Path.of("src"));
    Files.write(root.resolve("bytes.bin"), new byte[] {0, 1, 2, (byte) 255, 13, 10});
    source.commit("base");
    return source;
  }
}
