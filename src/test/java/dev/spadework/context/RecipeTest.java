package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RecipeTest {
  private static final Pattern OWN =
      Pattern.compile("dev/spadework/context/((?:[A-Z]\\w*)(?:\\$\\w+)*)");

  @Test
  void theVersionCoversAllCodeThatPrepares() throws IOException {
    Deque<String> next = new ArrayDeque<>(List.of("Preparing", "PreparedCodec", "Packed", "Past"));
    Set<String> used = new TreeSet<>();
    while (!next.isEmpty()) {
      String name = next.pop();
      if (used.add(name)) {
        next.addAll(named(name));
      }
    }
    assertThat(Recipe.CLASSES).containsAll(used);
  }

  @Test
  void otherBytesGiveAnotherVersion() {
    assertThat(Recipe.VERSION).hasSize(24).isNotEqualTo(Recipe.digest(new byte[0]));
  }

  private static Set<String> named(String name) throws IOException {
    try (InputStream in = RecipeTest.class.getResourceAsStream(name + ".class")) {
      assertThat(in).as(name).isNotNull();
      Matcher found = OWN.matcher(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      Set<String> names = new TreeSet<>();
      while (found.find()) {
        names.add(found.group(1));
      }
      return names;
    }
  }
}
