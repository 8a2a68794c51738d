package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No object of the product says a secret when it is printed. */
class SecretsInWordsTest {
  private static final String CANARY = "canary-Tr0ub4dor-0123456789";
  private static final Path CLASSES = Path.of("target/classes");
  private static final Pattern HOLDS =
      Pattern.compile("(?i).*(token|secret|password|apiKey|credential).*|key");

  /** What is called a key or token and is none: names of settings, counts, lookups. */
  private static final List<String> HARMLESS =
      List.of("dev.spadework.Key", "dev.spadework.context.", "dev.spadework.desk.");

  @TempDir Path dir;

  @Test
  void noRecordPrintsWhatItIsGivenAsSecret() throws Exception {
    List<String> leaks = new ArrayList<>();
    int tried = 0;
    for (Class<?> type : records()) {
      if (HARMLESS.stream().anyMatch(type.getName()::startsWith)) {
        continue;
      }
      for (RecordComponent part : type.getRecordComponents()) {
        Optional<Object> value =
            HOLDS.matcher(part.getName()).matches()
                ? canary(part.getGenericType())
                : Optional.empty();
        if (value.isPresent()) {
          tried++;
          Optional<Object> made = make(type, part, value.get());
          if (made.isPresent() && made.get().toString().contains(CANARY)) {
            leaks.add(type.getName() + "." + part.getName());
          }
        }
      }
    }
    assertThat(tried).isPositive();
    assertThat(leaks).isEmpty();
  }

  @Test
  void noSliceOfTheSettingsPrintsASecret() throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (String name :
        List.of(
            "SLACK_BOT_TOKEN",
            "SLACK_SIGNING_SECRET",
            "SLACK_APP_TOKEN",
            "GEMINI_API_KEY",
            "GITHUB_TOKEN",
            "GITHUB_WEBHOOK_SECRET",
            "SOME_PASSWORD")) {
      environment.put(name, CANARY);
    }
    environment.put("GEMINI_BASE_URL", "http://bot:" + CANARY + "@127.0.0.1/v1");
    environment.put("DATABASE_URL", "jdbc:postgresql://db/x?user=u&password=" + CANARY);
    Path file = Files.writeString(dir.resolve("s.yml"), "repos: { acme/shop: { test: 'true' } }\n");
    Settings settings = SettingsReader.read(Optional.of(file), environment).settings();
    List<Object> said = new ArrayList<>();
    said.add(settings);
    said.add(settings.environment());
    said.add(Slices.models(settings));
    said.add(Slices.slack(settings));
    said.add(Slices.repos(settings));
    said.add(Slices.agent(settings));
    said.add(Slices.docker(settings));
    assertThat(said).allSatisfy(each -> assertThat(each.toString()).doesNotContain(CANARY));
    assertThat(settings.environment().secrets()).contains(CANARY);
  }

  /** Children get no environment but what is put into it by name. */
  @Test
  void noChildInheritsTheEnvironment() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(s -> s.toString().endsWith(".java")).toList()) {
        String text = Files.readString(source);
        if (text.contains("new ProcessBuilder(") || text.contains("Runtime.getRuntime().exec")) {
          assertThat(text).as(source.toString()).contains(".environment().clear()");
        }
      }
    }
  }

  private static List<Class<?>> records() throws Exception {
    List<Class<?>> records = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = CLASSES.relativize(file).toString().replace('/', '.');
        if (!name.endsWith("-info.class")) {
          Class<?> type =
              Class.forName(
                  name.substring(0, name.length() - ".class".length()),
                  false,
                  SecretsInWordsTest.class.getClassLoader());
          if (type.isRecord()) {
            records.add(type);
          }
        }
      }
    }
    return records;
  }

  private static Optional<Object> canary(Type type) {
    if (type == String.class || type == CharSequence.class) {
      return Optional.of(CANARY);
    }
    boolean wrapped =
        type instanceof ParameterizedType many && many.getActualTypeArguments()[0] == String.class;
    if (wrapped && ((ParameterizedType) type).getRawType() == Optional.class) {
      return Optional.of(Optional.of(CANARY));
    }
    return wrapped && ((ParameterizedType) type).getRawType() == List.class
        ? Optional.of(List.of(CANARY))
        : Optional.empty();
  }

  /** With this part as given and the others as empty as can be; empty where it refuses them. */
  private static Optional<Object> make(Class<?> type, RecordComponent part, Object value)
      throws ReflectiveOperationException {
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] types = Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Stream.of(parts).map(p -> p.equals(part) ? value : empty(p.getType())).toArray();
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    try {
      return Optional.of(constructor.newInstance(values));
    } catch (java.lang.reflect.InvocationTargetException refused) {
      return Optional.empty();
    }
  }

  private static Object empty(Class<?> type) {
    if (type == String.class) {
      return "acme/shop";
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == double.class) {
      return 0.5;
    }
    if (type == Optional.class) {
      return Optional.empty();
    }
    if (type == List.class) {
      return List.of();
    }
    return type == Map.class ? Map.of() : type == java.util.Set.class ? java.util.Set.of() : null;
  }
}
