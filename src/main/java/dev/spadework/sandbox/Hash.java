package dev.spadework.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for what things were made of: the first 128 bits of a SHA-256. */
final class Hash {
  private static final int BYTES = 16;

  private final MessageDigest digest;

  Hash() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String of(String... parts) {
    Hash hash = new Hash();
    for (String part : parts) {
      hash.add(part.getBytes(StandardCharsets.UTF_8));
    }
    return hash.name();
  }

  /** Adds a part; its length goes first, so that no two lists of parts look the same. */
  void add(byte[] part) {
    digest.update((part.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(part);
  }

  String name() {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }
}
