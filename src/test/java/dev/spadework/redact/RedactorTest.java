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

  private static final String OWN = "xoxb-own/Tok+en-0123456789";
  private final Redactor own = Redactor.of(List.of(OWN));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eG94Yi1vd24vVG9rK2VuLTAxMjM0NTY3ODk=",
        "YTp4b3hiLW93bi9Ub2srZW4tMDEyMzQ1Njc4OQ==",
        "xoxb-own%2FTok%2Ben-0123456789",
        "786f78622d6f776e2f546f6b2b656e2d30313233343536373839",
        "xoxb-own/Tok\n  +en-0123456789",
        "xoxb-\u200Bown/Tok+en-0123456789",
        "xoxb-own/Tok+",
        "Tok+en-0123456789"
      })
  void takesOutEveryFormAndEveryPieceOfAnOwnValue(String form) {
    assertThat(own.exact("before " + form + " after")).contains("before ").contains("[redacted]");
    assertThat(own.exact(form)).doesNotContain(form.substring(form.length() - 10));
  }

  @Test
  void takesOutValuesThatOverlap() {
    Redactor two = Redactor.of(List.of("abcdefghijkl", "cdefghijklmnop"));
    assertThat(two.clean("_abcdefghijklmnop_")).isEqualTo("_[redacted]_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=hunter2hunter2",
        "api_key: \"7c9e6679-7425-40de-944b-e07fc1f90ae7\"",
        "DB_PASSWORD=Tr0ub4dor7",
        "jdbc:postgresql://db/x?user=a&password=Tr0ub4dor7&ssl=true",
        "Authorization: Bearer 8xKq2Vn5Rt9Lw3Zp7Yc1",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYzQ4LKRNPMT"
      })
  void takesOutWhatStandsWhereASecretStands(String text) {
    assertThat(redactor.clean(text))
        .contains("[redacted]")
        .doesNotContain("Tr0ub", "hunter2", "8xKq");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String password = request.getPassword();",
        "token: tokenizer.next()",
        "secret = os.environ[\"SECRET\"]",
        "password: ${DB_PASSWORD}",
        "const token = `${prefix}-token`",
        "if (text.startsWith(\"-----BEGIN PRIVATE KEY-----\")) { parse(text); }",
        "PASSWORD=changeme123",
        "git clone https://user:password@example.com/x.git",
        "tokens: 8192, maxTokens=100000",
        "sk-circle-fade-dot-large-and-round",
        "primary_key: customer_id_of_invoice_2"
      })
  void leavesCodeAboutSecretsAlone(String text) {
    assertThat(redactor.clean(text)).isEqualTo(text);
  }

  @Test
  void aKeyWithoutAnEndIsTakenOutAsFarAsItGoes() {
    String key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSj";
    assertThat(redactor.clean("a\n" + key + "\n(cut)")).isEqualTo("a\n[redacted](cut)");
  }

  @Test
  void cleaningTwiceChangesNothingMore() {
    String once = redactor.clean("password=hunter2hunter2 AKIAQ4LK7RNPMT2WXYZB");
    assertThat(redactor.clean(once)).isEqualTo(once);
  }

  /** The longest that any beginning may look ahead is bounded, so only this grows. */
  @ParameterizedTest
  @ValueSource(
      strings = {"eyJaaaaaaaaaaaaa.", "password=", "://a:", "sk-", "-----BEGIN PRIVATE KEY-----"})
  void aLongLineOfBeginningsEnds(String beginning) {
    assertThat(redactor.clean(beginning.repeat(20_000))).isNotEmpty();
  }
}
