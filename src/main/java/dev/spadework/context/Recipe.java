package dev.spadework.context;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * How texts are prepared, as a version: it is that of the code which does it, so that nobody has to
 * think of it when one of these classes is changed.
 */
final class Recipe {
  static final List<String> CLASSES =
      List.of(
          "Declarations",
          "Look",
          "IndexFile",
          "Ints",
          "Packed",
          "Parts",
          "Parts$Reading",
          "Past",
          "Prepared",
          "PreparedCodec",
          "PreparedCodec$In",
          "PreparedCodec$Out",
          "Preparing",
          "Preparing$Reading",
          "Shelf",
          "Stems",
          "Terms",
          "Tree",
          "Words");

  static final String VERSION = version();

  private Recipe() {}

  private static String version() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String each : CLASSES) {
      try (InputStream in = Recipe.class.getResourceAsStream(each + ".class")) {
        if (in == null) {
          throw new IllegalStateException("there is no class " + each);
        }
        in.transferTo(all);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return digest(all.toByteArray());
  }

  /** The beginning of the SHA-256, 24 hex digits. */
  static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
