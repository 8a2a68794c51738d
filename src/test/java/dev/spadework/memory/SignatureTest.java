package dev.spadework.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {
  @Test
  void whatDiffersFromRunToRunIsMasked() {
    assertThat(
            Signature.of(
                "InvoiceTest.total",
                "expected: <12.50> but was: <7>\n at 2026-11-22 in /tmp/junit-1/x/y.txt of Foo@1a2b3c4d"))
        .isEqualTo(
            Signature.of(
                "InvoiceTest.total",
                "expected: <1> but was: <99.1> at 2025-01-02 in /var/other/deep/z.txt of Foo@ffffffff"));
  }

  @Test
  void theSameTestIsAlikeWhateverItSays() {
    assertThat(Signature.alike(Signature.of("A.b", "x"), Signature.of("A.b", "y"))).isTrue();
  }

  @Test
  void otherTestsAreAlikeIfTheyFailForTheSameReason() {
    String one = Signature.of("A.b", "Could not open database file jdbc sqlite locked by process");
    assertThat(
            Signature.alike(
                one, Signature.of("C.d", "could not open database file jdbc sqlite locked by 7")))
        .isTrue();
    assertThat(Signature.alike(one, Signature.of("C.d", "expected a but was b"))).isFalse();
    assertThat(Signature.alike(Signature.of("A.b", ""), Signature.of("C.d", ""))).isFalse();
  }
}
