package dev.spadework.workspace;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/**
 * File names between git and the disk, byte for byte.
 *
 * <p>A file name is bytes, to git and to Linux alike; Java decodes it with the locale of the
 * process, so under {@code LANG=C} every umlaut is lost. File URIs carry raw bytes both ways.
 *
 * <p>Inside this package a <em>raw</em> name is a String with one char per byte (ISO-8859-1): it
 * compares and sorts as git does, and loses nothing.
 */
final class Names {
  private static final String HEX = "0123456789ABCDEF";
  private static final String ROOT = "file:///";
  private static final int LONGEST_SHOWN = 200;

  private Names() {}

  static byte[] bytes(String raw) {
    return raw.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String raw(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The raw form of a text that people or models use. */
  static String rawOf(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  /** For people; bytes that are not UTF-8 become U+FFFD. */
  static String text(String raw) {
    return new String(bytes(raw), StandardCharsets.UTF_8);
  }

  /** For a message, in one short line: control and format characters become U+FFFD. */
  static String shown(String raw) {
    String line = text(raw).replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "\uFFFD");
    return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
  }

  /** A raw name as one relative path element. */
  static Path path(String raw) {
    if (ascii(raw)) {
      return Path.of(raw);
    }
    StringBuilder uri = new StringBuilder(ROOT);
    for (byte b : bytes(raw)) {
      uri.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
    }
    return Path.of(URI.create(uri.toString())).getFileName();
  }

  /** The raw name of the last element of a path. */
  static String raw(Path element) {
    String name = element.getFileName().toString();
    return ascii(name) ? name : unescape(Path.of("/").resolve(element.getFileName()));
  }

  /** The raw bytes of a link's target; what Java's paths do to it (no double slash) is done. */
  static String target(Path target) {
    String text = target.toString();
    if (ascii(text)) {
      return text;
    }
    // Below a directory that does not exist, so that asking the disk adds no slash at the end.
    String whole = unescape(Path.of("/\u0001/").resolve(target));
    return target.isAbsolute() ? "/" + whole : whole.substring("\u0001/".length());
  }

  /** A link's target as git has it, as a path. */
  static Path targetPath(String raw) {
    if (ascii(raw)) {
      return Path.of(raw);
    }
    Path path = Path.of(raw.startsWith("/") ? "/" : "");
    for (String element : raw.split("/+")) {
      path = element.isEmpty() ? path : path.resolve(path(element));
    }
    return path;
  }

  /**
   * Whether git must never see an entry of this name: {@code .git} in every spelling that some file
   * system takes for it, and names that are no names.
   */
  static boolean refused(String raw) {
    return raw.indexOf('/') >= 0 || isGit(raw) || windowsIsGit(raw);
  }

  private static boolean isGit(String raw) {
    byte[] name = bytes(raw);
    try {
      new ObjectChecker().setSafeForMacOS(true).checkPathSegment(name, 0, name.length);
      return false;
    } catch (CorruptObjectException e) {
      return true;
    }
  }

  /** Windows takes a backslash for a slash, and a colon for the start of a stream of the file. */
  private static boolean windowsIsGit(String raw) {
    if (raw.indexOf('\\') < 0 && raw.indexOf(':') < 0) {
      return false;
    }
    for (String part : raw.split("\\\\", -1)) {
      String file = part.replaceFirst(":.*", "");
      if (!file.isEmpty() && !file.equals(".") && !file.equals("..") && isGit(file)) {
        return true;
      }
    }
    return false;
  }

  private static boolean ascii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static String unescape(Path path) {
    String uri = path.toUri().getRawPath().substring(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c == '%') {
        out.write(Integer.parseInt(uri.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.write(c);
      }
    }
    return raw(out.toByteArray());
  }
}
