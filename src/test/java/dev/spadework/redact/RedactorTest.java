package dev.spadework.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private final Redactor redactor =
      Redactor.of(List.of("hunter2-hunter2", "hunter2-hunter2-and-more", "", "abc"));

  @Test
  void takesOutTheValuesItWasGiven() {
    assertThat(redactor.clean("a hunter2-hunter2 b")).isEqualTo("a [redacted] b");
  }

  @Test
  void takesTheLongerValueFirst() {
    assertThat(redactor.clean("hunter2-hunter2-and-more")).isEqualTo("[redacted]");
  }

  @Test
  void leavesShortValuesAlone() {
    assertThat(redactor.clean("abc")).isEqualTo("abc");
  }

  @Test
  void doesNotPrintWhatItHolds() {
    assertThat(redactor).hasToString("Redactor[2 values]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "github_pat_0123456789abcdefghijkl_0123456789",
        "xoxb-1234567890-abcdefghij",
        "xapp-1-A0B1C2-1234567890",
        "AIzaSyA0123456789abcdefghijklmnopqrstuv",
        "sk-ant-0123456789abcdefghijkl",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijklmno",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----"
      })
  void takesOutWhatLooksLikeASecret(String secret) {
    assertThat(redactor.clean("before " + secret + " after")).isEqualTo("before [redacted] after");
    assertThat(redactor.finds(secret)).isTrue();
  }

  @Test
  void takesTheCredentialsOutOfAnAddress() {
    assertThat(redactor.clean("https://x-access-token:s3cret@example.com/a.git"))
        .isEqualTo("https://[redacted]@example.com/a.git");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int total = price * count; // see RFC 4180",
        "4f2c9e1b7a6d5c4b3a29181716151413121110ff",
        "https://example.com:8443/path"
      })
  void leavesOrdinaryTextAlone(String text) {
    assertThat(redactor.clean(text)).isEqualTo(text);
  }
}
