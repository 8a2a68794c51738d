package dev.spadework.workspace;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A path below the root of a work tree, as somebody wrote it whom nobody need trust. */
final class TreePath {
  /** Linux's own limits, NAME_MAX and PATH_MAX of limits.h. */
  private static final int LONGEST_NAME = 255;

  private static final int LONGEST_PATH = 4095;

  private TreePath() {}

  /** The names on the way, as they are on the disk. */
  static List<String> names(String path) throws OutOfReach {
    String text = path.strip();
    if (text.isEmpty() || text.startsWith("/")) {
      throw new OutOfReach("Paths are relative to the root of the repository.");
    }
    if (text.indexOf('\0') >= 0 || text.length() > LONGEST_PATH) {
      throw new OutOfReach("That is not a path.");
    }
    List<String> parts = new ArrayList<>();
    for (String part : text.split("/")) {
      if (!part.isEmpty()) {
        parts.add(checked(part));
      }
    }
    return parts;
  }

  private static String checked(String part) throws OutOfReach {
    if (part.equals("..") || part.equals(".")) {
      throw new OutOfReach("Paths have no `.` or `..` parts.");
    }
    String raw = raw(part);
    if (part.toLowerCase(Locale.ROOT).equals(".git") || Names.refused(raw)) {
      throw new OutOfReach("The git directory is out of reach.");
    }
    if (raw.length() > LONGEST_NAME) {
      throw new OutOfReach("A name in that path is longer than " + LONGEST_NAME + " bytes.");
    }
    return raw;
  }

  private static String raw(String part) throws OutOfReach {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(part));
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return Names.raw(exact);
    } catch (CharacterCodingException e) {
      throw new OutOfReach("That is not a path: it holds half a character.");
    }
  }
}
