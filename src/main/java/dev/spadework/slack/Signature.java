package dev.spadework.slack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Slack's request signature, v0: https://docs.slack.dev/authentication/verifying-requests. */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Duration AGE_AT_MOST = Duration.ofMinutes(5);

  private final SecretKeySpec key;

  Signature(String secret) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("the signing secret is blank");
    }
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** Whether Slack signed exactly this body within five minutes of now, either way. */
  boolean holds(@Nullable String stamp, @Nullable String signature, byte[] body, Instant now) {
    if (stamp == null || signature == null || !stamp.matches("\\d{1,12}")) {
      return false;
    }
    return fresh(Instant.ofEpochSecond(Long.parseLong(stamp)), now)
        && MessageDigest.isEqual(
            sign(stamp, body).getBytes(StandardCharsets.UTF_8),
            signature.getBytes(StandardCharsets.UTF_8));
  }

  /** What is old was recorded, what is early was made up. */
  static boolean fresh(Instant stamp, Instant now) {
    return Duration.between(stamp, now).abs().compareTo(AGE_AT_MOST) <= 0;
  }

  String sign(String stamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(("v0:" + stamp + ":").getBytes(StandardCharsets.UTF_8));
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
