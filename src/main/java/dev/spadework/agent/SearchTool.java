package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.context.BadPattern;
import dev.spadework.context.Hit;
import dev.spadework.context.Search;
import dev.spadework.task.Call;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code search(pattern)}: lines of the tree that match a regular expression. */
final class SearchTool implements Tool {
  private static final int HITS = 60;

  @Override
  public String name() {
    return "search";
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema("pattern", "glob?");
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench)
      throws WrongCall, InterruptedException {
    try {
      List<Hit> hits =
          seenAgain(
              Search.in(bench.site().tree().root())
                  .find(arguments.text("pattern"), arguments.optional("glob"), HITS + 1),
              bench);
      if (hits.isEmpty()) {
        return Said.ok("No line matches.");
      }
      String lines = shown(hits.subList(0, Math.min(HITS, hits.size())));
      return Said.ok(
          hits.size() > HITS
              ? lines + "\n… more lines match; narrow the pattern or give a glob."
              : lines);
    } catch (BadPattern e) {
      throw new WrongCall(e.getMessage());
    }
  }

  /** A line for each hit; the path of a file with several is said once, above them. */
  private static String shown(List<Hit> hits) {
    Map<String, List<Hit>> files =
        hits.stream()
            .collect(Collectors.groupingBy(Hit::path, LinkedHashMap::new, Collectors.toList()));
    return files.entrySet().stream()
        .map(
            file ->
                file.getValue().stream()
                    .map(hit -> hit.line() + ": " + hit.text().strip())
                    .collect(
                        Collectors.joining(
                            "\n", file.getKey() + (file.getValue().size() > 1 ? "\n" : ":"), "")))
        .collect(Collectors.joining("\n"));
  }

  /**
   * The hits whose lines stand in files of the tree, opened without following anything: a search
   * looks files up by their paths, which a command may have turned into links just then.
   */
  private static List<Hit> seenAgain(List<Hit> hits, Bench bench) {
    Map<String, List<String>> files = new HashMap<>();
    return hits.stream()
        .filter(
            hit -> {
              List<String> lines =
                  files.computeIfAbsent(hit.path(), path -> lines(path, bench.files()));
              return hit.line() <= lines.size()
                  && lines.get(hit.line() - 1).contains(start(hit.text()));
            })
        .toList();
  }

  private static String start(String shown) {
    return shown.endsWith("…") ? shown.substring(0, shown.length() - 1) : shown;
  }

  private static List<String> lines(String path, TreeFiles files) {
    try {
      byte[] bytes = files.bytes(path);
      String text =
          Encoding.of(bytes)
              .filter(encoding -> !encoding.charset().equals(StandardCharsets.ISO_8859_1))
              .map(encoding -> encoding.text(bytes))
              .orElseGet(() -> new String(bytes, StandardCharsets.UTF_8));
      return List.of(text.split("\n", -1));
    } catch (WrongCall e) {
      // Gone, or no file of the tree any more.
      return List.of();
    }
  }
}
