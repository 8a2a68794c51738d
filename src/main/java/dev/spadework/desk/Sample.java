package dev.spadework.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The repository that {@code try} works on: a small Java program whose tests need a JDK, a shell
 * and nothing else.
 */
public final class Sample {
  /** How it is called in commands and settings. */
  public static final String REPO = "acme/invoices";

  /** The branch that has it. */
  public static final String BRANCH = "main";

  /** Runs its tests, from its root, in about two seconds. */
  public static final String TEST = "sh test.sh";

  private static final String ROOT = "/desk/sample/";

  private Sample() {}

  /** Every file by its path in the repository. */
  public static SortedMap<String, SeedFile> files() {
    SortedMap<String, SeedFile> files = new TreeMap<>();
    String list = new String(read(ROOT + "files.txt"), StandardCharsets.UTF_8);
    for (String name : list.lines().toList()) {
      // Build tools leave dot files out of a jar, so they are kept under another name.
      String path = name.startsWith("_") ? "." + name.substring(1) : name;
      files.put(path, new SeedFile(read(ROOT + name), name.endsWith(".sh")));
    }
    return files;
  }

  static byte[] read(String resource) {
    try (InputStream in = Sample.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
