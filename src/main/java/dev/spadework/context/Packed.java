package dev.spadework.context;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Texts, made small. */
final class Packed {
  private static final int LARGEST = 16 << 20;

  private Packed() {}

  static byte[] bytes(String text) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] some = new byte[1 << 14];
      while (!deflater.finished()) {
        out.write(some, 0, deflater.deflate(some));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** What {@link #bytes} made small; nothing if it is anything else. */
  static String text(byte[] bytes) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 4);
      byte[] some = new byte[1 << 14];
      while (!inflater.finished() && out.size() < LARGEST) {
        int count = inflater.inflate(some);
        if (count == 0 && !inflater.finished()) {
          return "";
        }
        out.write(some, 0, count);
      }
      return out.toString(StandardCharsets.UTF_8);
    } catch (DataFormatException e) {
      // It was damaged on the disk; its checksum is part of the format.
      return "";
    } finally {
      inflater.end();
    }
  }
}
