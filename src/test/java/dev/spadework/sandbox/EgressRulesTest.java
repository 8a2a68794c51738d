package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressRulesTest {
  private static final EgressRules RULES =
      new EgressRules(List.of("Repo.Example.com", "*.cdn.example.com", "10.0.0.7", "fd00::7"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repo.example.com",
        "REPO.example.COM",
        "a.b.cdn.example.com",
        "10.0.0.7",
        "fd00::7"
      })
  void whatIsListedMayBeAskedFor(String host) {
    assertThat(RULES.listed(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "cdn.example.com",
        "evilcdn.example.com",
        "repo.example.com.",
        "repo.example.com.evil.com",
        "10.0.0.8",
        "010.0.0.7",
        "167772167",
        "0xa000007",
        "10.7",
        "1.cdn.example.com.8",
        "..cdn.example.com",
        "a\0.cdn.example.com",
        ""
      })
  void nothingElseMay(String host) {
    assertThat(RULES.listed(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "*.com",
        "https://example.com",
        "example.com:443",
        "example.com/",
        "a*.b.c",
        ""
      })
  void whatIsNoHostIsRefusedInTheSettings(String entry) {
    assertThat(EgressRules.problem(entry)).isPresent();
    assertThatThrownBy(() -> DockerOptions.of("x").reaching(List.of(entry)))
        .hasMessageContaining("is no host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1.2.3",
        "10.0.0.8",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "169.254.169.254",
        "172.17.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "::",
        "::1",
        "fe80::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1"
      })
  void addressesThatAreNotPublicAreNotReached(String address) throws Exception {
    assertThat(RULES.reachable(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "151.101.0.215", "2606:4700::1111", "10.0.0.7", "fd00::7"})
  void publicAndListedOnesAre(String address) throws Exception {
    assertThat(RULES.reachable(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void aPlainRequestIsWrittenAnewWithTheHostThatWasChecked() throws Exception {
    EgressRequest request =
        read(
            "GET http://A.b?x=1 HTTP/1.1\r\nHost: evil\r\nProxy-Authorization: x\r\nAccept: y\r\n\r\n");
    assertThat(new String(request.head(), StandardCharsets.US_ASCII))
        .isEqualTo("GET /?x=1 HTTP/1.1\r\nHost: a.b\r\nConnection: close\r\nAccept: y\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a.b\r\n\r\n",
        "GET http://u:p@a.b/ HTTP/1.1\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\nX: y\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\nX : y\r\n\r\n",
        "GET http://a.b/ HTTP/1.1\r\n X: y\r\n\r\n",
        "GET http://a.b/ HTTP/2.0\r\n\r\n",
        "GET  http://a.b/ HTTP/1.1\r\n\r\n",
        "POST http://a.b/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST http://a.b/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
        "POST http://a.b/ HTTP/1.1\r\nContent-Length: +1\r\n\r\n",
        "CONNECT a.b HTTP/1.1\r\n\r\n",
        "\r\n\r\n"
      })
  void whatTwoReadersCouldReadDifferentlyIsRefused(String head) {
    assertThatThrownBy(() -> allowed(read(head))).isInstanceOf(EgressRequest.Refused.class);
  }

  @Test
  void aHeadEndsAtSixteenKilobytes() {
    assertThatThrownBy(() -> read("GET http://a.b/" + "x".repeat(20_000)))
        .isInstanceOfSatisfying(
            EgressRequest.Refused.class, refused -> assertThat(refused.status).isEqualTo(431));
  }

  private static EgressRequest read(String head) throws Exception {
    return EgressRequest.read(new ByteArrayInputStream(head.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static void allowed(EgressRequest request) {
    assertThat(request).isNotNull();
  }
}
