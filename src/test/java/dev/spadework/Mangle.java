package dev.spadework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes malformed requests of good ones. */
final class Mangle {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARK = "\"\\u0000here\"";
  private static final List<String> INSTEAD =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e999999",
          "9".repeat(400),
          "\"\"",
          "\"\\ud800\"",
          "\"\\u0000\\u202e\"",
          "[]",
          "{}",
          "[[[[]]]]",
          "{\"a\":1,\"a\":2}",
          "\"" + "x".repeat(70_000) + "\"",
          "nonsense",
          "");
  private static final List<String> METHODS =
      List.of(
          "POST", "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "post", "P\u0001");
  private static final List<String> PATHS =
      List.of(
          "/slack/events",
          "/slack/events/",
          "//slack/events",
          "/slack/%2e%2e/slack/events",
          "/slack/events;x=1",
          "/slack/events?a=%",
          "/slack/%65vents",
          "/slack/events%00",
          "http://localhost/slack/events",
          "*",
          "",
          "/github/webhook",
          "/github/../slack/events",
          "/" + "a".repeat(9_000),
          "/\u00e4");
  private static final List<String> HEADERS =
      List.of(
          "Content-Length: 5",
          "Content-Length: -1",
          "Content-Length: 99999999999999999999",
          "Content-Length: 1, 2",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: identity",
          "Transfer-Encoding : chunked",
          "Content-Encoding: gzip",
          "Expect: 100-continue",
          "Expect: something",
          "Upgrade: h2c",
          "Host: a\r\nHost: b",
          "X-Junk: \u0001\u0002",
          "X-Long: " + "y".repeat(10_000),
          "No colon at all",
          ": empty",
          " folded: x",
          "Cookie: " + "a=b;".repeat(500),
          "Content-Type: multipart/form-data",
          "Content-Type: application/x-www-form-urlencoded; charset=utf-99",
          "X-Slack-Retry-Num: many");

  private final Random random;

  Mangle(long seed) {
    random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A JSON text with something in it that does not belong there. */
  String json(String text) {
    return random.nextInt(5) == 0
        ? new String(bytes(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8)
        : misfit(text);
  }

  private String misfit(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      List<JsonNode> inner = new ArrayList<>();
      collect(tree, inner);
      JsonNode parent = one(inner);
      String instead =
          random.nextInt(200) == 0
              ? "[".repeat(10_000) + "]".repeat(random.nextBoolean() ? 10_000 : 0)
              : one(INSTEAD);
      if (parent instanceof ObjectNode object && !object.isEmpty()) {
        String name = one(new ArrayList<>(List.copyOf(fields(object))));
        if (random.nextInt(4) == 0) {
          object.remove(name);
        } else {
          object.put(name, "\u0000here");
        }
      } else if (parent instanceof ArrayNode array && !array.isEmpty()) {
        array.set(random.nextInt(array.size()), "\u0000here");
      }
      return JSON.writeValueAsString(tree).replace(MARK, instead);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> fields(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void collect(JsonNode node, List<JsonNode> found) {
    if (node.isContainerNode()) {
      found.add(node);
      node.forEach(child -> collect(child, found));
    }
  }

  /** The same bytes, cut, flipped, doubled or with others in between. */
  byte[] bytes(byte[] of) {
    if (of.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(of.length);
    switch (random.nextInt(5)) {
      case 0:
        return Arrays.copyOf(of, at);
      case 1:
        byte[] flipped = of.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
      case 2:
        ByteArrayOutputStream between = new ByteArrayOutputStream();
        byte[] noise = new byte[1 + random.nextInt(20)];
        random.nextBytes(noise);
        between.write(of, 0, at);
        between.writeBytes(noise);
        between.write(of, at, of.length - at);
        return between.toByteArray();
      case 3:
        byte[] broken = of.clone();
        broken[at] = '%';
        return broken;
      default:
        return Arrays.copyOfRange(of, at, of.length);
    }
  }

  /** A request that may break any rule of HTTP. */
  byte[] http(String path, String headers, byte[] body) {
    StringBuilder head = new StringBuilder();
    head.append(random.nextInt(3) > 0 ? "POST" : one(METHODS)).append(' ');
    head.append(random.nextInt(3) > 0 ? path : one(PATHS));
    head.append(random.nextInt(8) > 0 ? " HTTP/1.1" : one(List.of("", " HTTP/9.9", " HTTP/1.0")));
    head.append("\r\n").append(random.nextInt(9) > 0 ? "Host: localhost\r\n" : "");
    head.append(headers);
    for (int i = random.nextInt(3); i > 0; i--) {
      head.append(one(HEADERS)).append(random.nextInt(9) > 0 ? "\r\n" : "\n");
    }
    if (random.nextInt(200) == 0) {
      head.append("A: b\r\n".repeat(3_000));
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = Arrays.copyOf(first, first.length + body.length);
    System.arraycopy(body, 0, whole, first.length, body.length);
    return random.nextInt(4) == 0 ? bytes(whole) : whole;
  }
}
