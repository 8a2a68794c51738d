package dev.spadework.worker;

import static dev.spadework.desk.Story.call;

import dev.spadework.agent.Repo;
import dev.spadework.desk.Answer;
import dev.spadework.desk.Story;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.workspace.Git;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small project in Python with a bug, a gap in its tests and documents, and tasks about it. */
final class Ledger {
  static final String PRICE =
      """
      # Prices in cents.
      def total(net, rate):
          if net < 0:
              raise ValueError("net")
          return net + net * rate


      def discount(net, percent):
          if percent > 100:
              return 0
          return net - net * percent / 10


      def shipping(grams):
          if grams <= 500:
              return 3
          if grams <= 2000:
              return 5
          return 9
      """;

  static final String TESTS =
      """
      import unittest

      import price


      class PriceTest(unittest.TestCase):
          def test_total(self):
              self.assertEqual(120, price.total(100, 0.2))

          def test_total_refuses(self):
              with self.assertRaises(ValueError):
                  price.total(-1, 0.2)
      """;

  private Ledger() {}

  static Git in(Path directory) {
    Git source = Git.init(directory);
    source.write("price.py", PRICE);
    source.write("tests/test_price.py", TESTS);
    source.write("tests/__init__.py", "");
    source.write("test.sh", "exec python3 -m unittest discover -v -s tests -t . 2>&1\n");
    source.write(".gitignore", "__pycache__/\n");
    source.write("README.md", "# Ledger\n\nSee [usage](docs/usage.md).\n");
    source.write("docs/usage.md", "# Usage\n\n## Prices\n\nCall `price.total`.\n");
    source.write("package.json", "{\n  \"dependencies\": {\n    \"left-pad\": \"1.1.3\"\n  }\n}\n");
    source.write(
        "package-lock.json",
        "{\n  \"packages\": {\n    \"node_modules/left-pad\": {\n      \"version\": \"1.1.3\"\n"
            + "    }\n  }\n}\n");
    source.commit("A ledger");
    return source;
  }

  /** People who want nothing fetched say so, and then nothing is searched either. */
  static Repo withoutSetup(Repo repo) {
    return new Repo(
        repo.name(), repo.remote(), repo.base(), Optional.of("none"), repo.test(), repo.image());
  }

  /** The tests of the base with one more. */
  static String testsWith(String test) {
    return TESTS + "\n" + test.indent(4);
  }

  static Task run(House house, String kind, String text) {
    Request request = Request.of(text, House.REPO, 5_000_000, "U0ANN", "C0ENG").kind(kind).make();
    return house.journal.task(house.journal.open("k-" + kind, request).task()).orElseThrow();
  }

  /** Writes these files, says that it is done, and says so once more when it is told otherwise. */
  static Story story(Map<String, String> files) {
    Answer.Call[] writes =
        files.entrySet().stream()
            .map(
                file ->
                    call("write_file", Map.of("path", file.getKey(), "content", file.getValue())))
            .toArray(Answer.Call[]::new);
    StringBuilder summary = new StringBuilder();
    files.keySet().forEach(file -> summary.append('`').append(file).append("`: changed\n"));
    Answer.Call finish = call("finish", Map.of("summary", summary.toString(), "risks", List.of()));
    return Story.named("ledger")
        .plan(plan(List.copyOf(files.keySet())))
        .turn(writes)
        .turn(finish)
        .turn(finish)
        .summary("Do what was asked\n\nIn the usual way.");
  }

  static Map<String, Object> plan(List<String> files) {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("summary", "Do it");
    plan.put("steps", List.of(Map.of("title", "Do it", "files", files)));
    plan.put("assumptions", List.of());
    plan.put("questions", List.of());
    plan.put("risk", "low");
    plan.put("confidence", 0.9);
    plan.put("judgement", List.of());
    return plan;
  }
}
