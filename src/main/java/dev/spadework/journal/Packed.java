package dev.spadework.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes in the form in which they are archived. Gzip has a checksum of its own, so damage is seen.
 *
 * @param form {@code gzip}, or {@code plain} for what gets no smaller, such as packs of git
 */
record Packed(String form, byte[] bytes) {
  private static final String GZIP = "gzip";
  private static final String PLAIN = "plain";

  static Packed of(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.size() < bytes.length
        ? new Packed(GZIP, out.toByteArray())
        : new Packed(PLAIN, bytes);
  }

  /** The bytes as they were. */
  byte[] unpacked() {
    if (form.equals(PLAIN)) {
      return bytes;
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("damaged in the archive: " + e.getMessage(), e);
    }
  }
}
