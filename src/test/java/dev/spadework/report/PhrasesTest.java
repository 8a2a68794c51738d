package dev.spadework.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhrasesTest {
  @Test
  void aVariableWithoutAValueIsAnError() {
    assertThatThrownBy(() -> Phrases.say("gate.tests.tried"))
        .hasMessageContaining("needs a value for tried");
  }

  @Test
  void aValueWithoutAVariableIsAnError() {
    assertThatThrownBy(() -> Phrases.say("gate.tests", "more", 1)).hasMessageContaining("[more]");
  }

  @Test
  void anUnknownPhraseIsAnError() {
    assertThatThrownBy(() -> Phrases.say("no.such")).hasMessageContaining("no.such");
  }

  @Test
  void aValueIsNotFilledAgain() {
    assertThat(Phrases.say("gate.tests.tried", "tried", "{{tried}} $1")).contains("{{tried}} $1");
  }

  @Test
  void noPhraseIsSaidTwice() throws IOException {
    List<String> keys = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/report/phrases"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".properties")).toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> line.matches("[a-z.]+=.*"))
            .forEach(line -> keys.add(line.substring(0, line.indexOf('='))));
      }
    }
    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void everyPhraseThatCodeNamesIsThereAndEveryPhraseIsNamed() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file));
      }
    }
    Set<String> named = new TreeSet<>();
    Matcher literals = Pattern.compile("\"([a-z]+(?:\\.[a-z]+)*)\\.?\"").matcher(code);
    while (literals.find()) {
      named.add(literals.group(1));
    }
    // Some families have the second half of their key computed: by phase, by section, by field.
    Set<String> unused = new TreeSet<>(Phrases.all().keySet());
    unused.removeIf(
        key ->
            named.contains(key)
                || key.matches(
                    "(state|evidence\\.section|private\\.option|choice|dialog\\.label|came\\.left|form|finding|proof|logs\\.note|logs\\.origin)\\..*"));
    assertThat(unused).isEmpty();
    Set<String> missing = new TreeSet<>();
    Matcher calls = Pattern.compile("\\bsay\\(\\s*\"([a-z.]+)\"\\s*[,)]").matcher(code);
    while (calls.find()) {
      missing.add(calls.group(1));
    }
    missing.removeAll(Phrases.all().keySet());
    assertThat(missing).isEmpty();
  }

  @Test
  void nobodyIsShoutedAt() {
    assertThat(Phrases.all().values()).noneMatch(phrase -> phrase.contains("!"));
  }
}
