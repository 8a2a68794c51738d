package dev.spadework.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's signature of a delivery, {@code X-Hub-Signature-256}:
 * https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries. The older one
 * with SHA-1 is not looked at.
 */
final class Seal {
  static final String HEADER = "X-Hub-Signature-256";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Seal(String secret) {
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** Whether GitHub signed exactly this body; takes as long whatever is wrong with it. */
  boolean holds(@Nullable String signature, byte[] body) {
    return signature != null
        && MessageDigest.isEqual(
            of(body).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
  }

  private String of(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
