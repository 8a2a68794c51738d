package dev.spadework;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.spadework.llm.Price;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code spadework.yml}, read strictly. It goes on past a problem, so that all are found. */
final class SettingsFile {
  private static final ObjectMapper YAML =
      JsonMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();
  private static final List<String> REPOSITORY =
      List.of(
          "clone-url",
          "base",
          "setup",
          "test",
          "image",
          "channel",
          "requesters",
          "approvers",
          "requester-decides",
          "concurrent-tasks",
          "tasks-per-hour",
          "daily-usd",
          "review",
          "carry",
          "guard",
          "commands",
          "trigger-label",
          "trigger-word",
          "logs");
  private static final List<String> REPOSITORY_LISTS =
      List.of("requesters", "approvers", "carry", "guard", "logs");
  private static final List<String> PRICE = List.of("input", "cached", "output", "local");
  private static final String LOCAL = "local";

  private final Map<String, String> scalars = new LinkedHashMap<>();
  private final Map<String, List<String>> lists = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> repos = new LinkedHashMap<>();
  private final Map<String, Price> prices = new LinkedHashMap<>();
  private final List<String> problems;

  private SettingsFile(List<String> problems) {
    this.problems = problems;
  }

  /** A file without a line. */
  static SettingsFile empty() {
    return new SettingsFile(new ArrayList<>());
  }

  /** Reads the file; what is wrong with it is added to {@code problems}. */
  static SettingsFile read(Path path, List<String> problems) {
    SettingsFile file = new SettingsFile(problems);
    try {
      JsonNode root = YAML.readTree(Files.readString(path));
      if (root.isObject()) {
        file.section("", root);
      } else if (!root.isMissingNode() && !root.isNull()) {
        problems.add(path + " must hold settings such as  agent: { max-calls: 40 }");
      }
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " line " + e.getLocation().getLineNr() + " column " + e.getLocation().getColumnNr();
      problems.add(path + where + ": " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      problems.add(path + " cannot be read; check the path given by --config");
    }
    return file;
  }

  /** Single values by their dotted name. */
  Map<String, String> scalars() {
    return scalars;
  }

  /** A list by its dotted name; those of a repository are below it. */
  Optional<List<String>> list(String name) {
    return Optional.ofNullable(lists.get(name));
  }

  Map<String, Map<String, String>> repos() {
    return repos;
  }

  Map<String, Price> prices() {
    return prices;
  }

  private void section(String prefix, JsonNode node) {
    node.properties().forEach(entry -> setting(prefix + entry.getKey(), entry.getValue()));
  }

  private void setting(String name, JsonNode value) {
    if (name.equals("repos") || name.equals("prices")) {
      table(name, value);
    } else if (name.equals(CommandRules.ALL)) {
      commands(name, value);
    } else if (Keys.LISTS.contains(name)) {
      list(name, value);
    } else if (Keys.ALL.stream().anyMatch(key -> key.name().equals(name))) {
      scalar(name, value).ifPresent(text -> scalars.put(name, text));
    } else if (names().anyMatch(known -> known.startsWith(name + "."))) {
      if (value.isObject()) {
        section(name + ".", value);
      } else if (!value.isNull()) {
        problems.add(name + " is a section: write its settings below it");
      }
    } else {
      problems.add(name + " is no setting" + Nearest.hint(name, known(name)));
    }
  }

  private void table(String name, JsonNode value) {
    if (!value.isObject()) {
      if (!value.isNull()) {
        problems.add(name + " must have a name and a section for each entry");
      }
      return;
    }
    value
        .properties()
        .forEach(
            entry -> {
              String line = name + "." + entry.getKey();
              boolean repo = name.equals("repos");
              Map<String, String> row = row(line, entry.getValue(), repo ? REPOSITORY : PRICE);
              if (repo) {
                repos.put(entry.getKey(), row);
              } else {
                price(line, row).ifPresent(price -> prices.put(entry.getKey(), price));
              }
            });
  }

  private Map<String, String> row(String line, JsonNode value, List<String> columns) {
    Map<String, String> row = new LinkedHashMap<>();
    if (!value.isObject() && !value.isNull()) {
      problems.add(line + " must be a section");
      return row;
    }
    value
        .properties()
        .forEach(
            entry -> {
              String name = line + "." + entry.getKey();
              if (!columns.contains(entry.getKey())) {
                problems.add(
                    name + " is no setting" + Nearest.hint(entry.getKey(), columns.stream()));
              } else if (entry.getKey().equals("commands")) {
                commands(name, entry.getValue());
              } else if (REPOSITORY_LISTS.contains(entry.getKey())) {
                list(name, entry.getValue());
              } else {
                scalar(name, entry.getValue()).ifPresent(text -> row.put(entry.getKey(), text));
              }
            });
    return row;
  }

  private void commands(String name, JsonNode value) {
    if (!value.isObject()) {
      problems.add(name + " must be a section such as  { ask: [\"make release\"] }");
      return;
    }
    value
        .properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              if (CommandRules.ACTIONS.contains(key)) {
                list(name + "." + key, entry.getValue());
              } else {
                problems.add(
                    name
                        + "."
                        + key
                        + " is no setting"
                        + Nearest.hint(key, CommandRules.ACTIONS.stream()));
              }
            });
  }

  private Optional<Price> price(String line, Map<String, String> row) {
    if (row.getOrDefault(LOCAL, "").equals("true") && row.size() == 1) {
      return Optional.of(Price.LOCAL);
    }
    try {
      double[] usd =
          PRICE.stream()
              .filter(column -> !column.equals(LOCAL))
              .mapToDouble(column -> Amounts.usd(row.getOrDefault(column, "")) / 1e6)
              .toArray();
      if (usd[0] > 0 && usd[2] > 0) {
        return Optional.of(Price.of(usd[0], usd[1], usd[2]));
      }
      problems.add(line + " is 0: write { local: true } for a model on a machine of your own");
    } catch (IllegalArgumentException e) {
      problems.add(
          line
              + " needs input, cached and output, in USD per million tokens, or local: true for a"
              + " model on a machine of your own");
    }
    return Optional.empty();
  }

  private void list(String name, JsonNode value) {
    List<String> items = new ArrayList<>();
    boolean fits = value.isArray() || value.isTextual();
    if (value.isTextual()) {
      items.add(value.asText());
    }
    for (JsonNode item : value.isArray() ? value : YAML.createArrayNode()) {
      fits &= item.isTextual() && !item.asText().isBlank();
      items.add(item.asText().strip());
    }
    if (!fits || items.isEmpty()) {
      String such =
          name.endsWith(".carry")
              ? "[config/dev.key, \"src/test/**\"]"
              : name.endsWith(".guard")
                  ? "[db/migrations/, \"src/**/*.sql\"]"
                  : name.endsWith(".logs")
                      ? "[/var/log/shop/app.log, \"/var/log/shop/*.log\"]"
                      : name.contains("commands")
                          ? "[\"make release\", \"psql : it reaches a database\"]"
                          : "[everyone] or [U012ABC, S04TEAM, \"#leads\"]";
      problems.add(name + " must be a list such as " + such);
    } else {
      lists.put(name, items);
    }
  }

  private Optional<String> scalar(String name, JsonNode value) {
    if (value.isContainerNode()) {
      problems.add(name + " must be a single value");
      return Optional.empty();
    }
    return value.isNull() ? Optional.empty() : Optional.of(value.asText());
  }

  /** The settings that a wrong name may have meant: its own section first. */
  private static Stream<String> known(String name) {
    return Stream.concat(
        names(), Stream.of("slack", "people", "model", "agent", "context", "sandbox", "forge"));
  }

  private static Stream<String> names() {
    return Stream.of(
            Keys.ALL.stream().map(Key::name),
            Keys.LISTS.stream(),
            Stream.of("repos", "prices", CommandRules.ALL))
        .flatMap(names -> names);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("it cannot be understood");
  }
}
