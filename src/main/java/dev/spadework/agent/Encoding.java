package dev.spadework.agent;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a file's text is written. What cannot be read and written back byte for byte is no text here.
 *
 * @param charset of the characters
 * @param mark the byte order mark before them, or nothing
 */
record Encoding(Charset charset, List<Byte> mark) {
  static final Encoding UTF_8 = new Encoding(StandardCharsets.UTF_8, List.of());

  /** In this order: a mark decides; without one the strictest comes first. */
  private static final List<Encoding> KNOWN =
      List.of(
          new Encoding(StandardCharsets.UTF_8, List.of((byte) 0xEF, (byte) 0xBB, (byte) 0xBF)),
          new Encoding(StandardCharsets.UTF_16LE, List.of((byte) 0xFF, (byte) 0xFE)),
          new Encoding(StandardCharsets.UTF_16BE, List.of((byte) 0xFE, (byte) 0xFF)),
          UTF_8,
          new Encoding(StandardCharsets.ISO_8859_1, List.of()));

  /** The encoding of a file; empty if it is binary, or would not be the same written back. */
  static Optional<Encoding> of(byte[] bytes) {
    return KNOWN.stream().filter(each -> each.fits(bytes)).findFirst();
  }

  private boolean fits(byte[] bytes) {
    if (bytes.length < mark.size()) {
      return false;
    }
    for (int i = 0; i < mark.size(); i++) {
      if (bytes[i] != mark.get(i)) {
        return false;
      }
    }
    try {
      String text =
          charset
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, mark.size(), bytes.length - mark.size()))
              .toString();
      return text.indexOf('\0') < 0
          && (!charset.equals(StandardCharsets.ISO_8859_1)
              || !text.startsWith("\u00FF\u00FE")
                  && !text.startsWith("\u00FE\u00FF")
                  && text.chars().noneMatch(Encoding::control))
          && bytes(text).filter(again -> Arrays.equals(again, bytes)).isPresent();
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Single bytes are letters to ISO 8859-1 whatever they are, so a file must look like text. */
  private static boolean control(int c) {
    return Character.isISOControl(c) && "\t\n\r\f\u001b".indexOf(c) < 0;
  }

  String text(byte[] bytes) {
    return new String(bytes, mark.size(), bytes.length - mark.size(), charset);
  }

  /** The bytes of a text; empty if this encoding lacks one of its characters. */
  Optional<byte[]> bytes(String text) {
    try {
      ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
      ByteArrayOutputStream all = new ByteArrayOutputStream(encoded.remaining() + mark.size());
      mark.forEach(all::write);
      all.write(encoded.array(), encoded.arrayOffset(), encoded.remaining());
      return Optional.of(all.toByteArray());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The first character of a text that this encoding lacks, in quotes. */
  String missing(String text) {
    CharsetEncoder encoder = charset.newEncoder();
    return text.codePoints()
        .mapToObj(Character::toString)
        .filter(each -> !encoder.canEncode(each))
        .findFirst()
        .map(
            each ->
                Character.isSurrogate(each.charAt(0)) && each.length() == 1
                    ? "half of a surrogate pair (U+%04X)".formatted((int) each.charAt(0))
                    : "\"" + each + "\"")
        .orElse("such character");
  }

  /** For people and models. */
  String name() {
    return charset.name();
  }
}
