package dev.spadework.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.redact.Redactor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Thought signatures that can be checked without remembering them, so that a restarted server still
 * knows its own. A signature says which call of how many it belongs to and what the call says.
 */
final class ScriptedSignatures {
  private ScriptedSignatures() {}

  static String sign(int position, int signed, JsonNode part) {
    String plain = position + "/" + signed + "/" + digest(said(part));
    return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether the signature is the one issued for this call of so many. What a call says does not
   * count once a secret was taken out of it.
   */
  static boolean fits(String signature, int position, int signed, JsonNode part) {
    if (part.toString().contains(Redactor.MARK)) {
      return plain(signature).startsWith(position + "/" + signed + "/");
    }
    return signature.equals(sign(position, signed, part));
  }

  /** How many calls of an answer were signed, read from the first signature; 0 if unreadable. */
  static int signed(String signature) {
    String[] fields = plain(signature).split("/");
    return fields.length == 3 && fields[1].matches("\\d{1,4}") ? Integer.parseInt(fields[1]) : 0;
  }

  private static String plain(String signature) {
    try {
      return new String(Base64.getDecoder().decode(signature), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  /** What is signed: the name and arguments of a call with keys in order, or the text. */
  private static String said(JsonNode part) {
    if (!part.has("functionCall")) {
      return part.path("text").asText();
    }
    try {
      Object sorted =
          Answer.Json.ORDERED.convertValue(
              part.get("functionCall").path("args"), new TypeReference<Object>() {});
      return part.get("functionCall").path("name").asText()
          + Answer.Json.ORDERED.writeValueAsString(sorted);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A parsed tree can be written", e);
    }
  }
}
