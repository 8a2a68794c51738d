package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Story;
import dev.spadework.sandbox.Namespaces;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Proof;
import dev.spadework.task.Task;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each playbook once done well, and once by a model that cheats. */
class PlaybookTest {
  @TempDir Path dir;

  private House house(Map<String, String> files) throws InterruptedException {
    return house(Ledger.story(new TreeMap<>(files)));
  }

  private House house(Story story) throws InterruptedException {
    Namespaces.assumeUsable(dir.resolve("homes"));
    House house =
        new House(
            dir, story, Sandboxes.process(dir.resolve("homes")), Ledger.in(dir.resolve("source")));
    house.with(Ledger::withoutSetup).restart();
    return house;
  }

  /** Runs to the pull request; its body. */
  private String delivered(String kind, String text, Map<String, String> files)
      throws InterruptedException {
    try (House house = house(files)) {
      Task asked = Ledger.run(house, kind, text);
      Task task = house.awaitEnd(asked.id());
      assertThat(task.phase()).as(house.events(task.id())).isEqualTo(Phase.DONE);
      assertThat(task.proving().last().map(Proof::held)).contains(true);
      var pull = house.github.pulls(House.REPO).get(0);
      assertThat(pull.path("draft").asBoolean()).isFalse();
      return pull.path("body").asText();
    }
  }

  /** Runs to the gate that the missing proof opens; what it says. */
  private String caught(String kind, String text, Map<String, String> files)
      throws InterruptedException {
    try (House house = house(files)) {
      Task asked = Ledger.run(house, kind, text);
      Task task = house.awaitGate(asked.id(), Gate.Kind.TESTS);
      assertThat(task.proving().failures()).as(house.events(task.id())).isEqualTo(2);
      assertThat(house.github.pulls(House.REPO)).isEmpty();
      Gate gate = task.gates().open().orElseThrow();
      String told = house.model.seen().get(house.model.seen().size() - 1).body();
      assertThat(told).contains("its proof is not there");
      house.decide(task.id(), Choice.OPEN_AS_DRAFT, "");
      assertThat(house.awaitEnd(task.id()).phase()).isEqualTo(Phase.DONE);
      var pull = house.github.pulls(House.REPO).get(0);
      assertThat(pull.path("draft").asBoolean()).isTrue();
      assertThat(pull.path("body").asText()).contains("not shown, 1 missing");
      return gate.question() + "\n" + String.join("\n", gate.details());
    }
  }

  private static final String MENDED = Ledger.PRICE.replace("percent / 10\n", "percent / 100\n");

  @Test
  void aBugIsShownByATestThatIsRedBeforeAndGreenAfter() throws InterruptedException {
    String body =
        delivered(
            "bug",
            "discount takes ten times too much",
            Map.of(
                "price.py",
                MENDED,
                "tests/test_price.py",
                Ledger.testsWith(
                    """
                    def test_discount(self):
                        self.assertEqual(90, price.discount(100, 10))
                    """)));
    assertThat(body)
        .contains("Proof (bug): shown by code.")
        .contains("New or changed tests that are red on the base: 1 (tree ")
        .contains("`test_price.test_discount`")
        .contains("The same 1 green after");
  }

  @Test
  void aTestThatWasGreenOnTheBaseShowsNoBug() throws InterruptedException {
    assertThat(
            caught(
                "bug",
                "discount takes ten times too much",
                Map.of(
                    "price.py",
                    MENDED,
                    "tests/test_price.py",
                    Ledger.testsWith(
                        """
                        def test_discount(self):
                            self.assertEqual(100, price.discount(100, 0))
                        """))))
        .contains("(bug) is missing for the second time")
        .contains(
            "Missing: `test_price.test_discount` passes on the base too, so it does not show the"
                + " bug.");
  }

  @Test
  void newTestsNoticeWhenTheCodeIsBrokenOnPurpose() throws InterruptedException {
    String body =
        delivered(
            "tests",
            "add tests for shipping",
            Map.of(
                "tests/test_price.py",
                Ledger.testsWith(
                    """
                    def test_shipping(self):
                        self.assertEqual(3, price.shipping(500))
                        self.assertEqual(5, price.shipping(501))
                        self.assertEqual(5, price.shipping(2000))
                        self.assertEqual(9, price.shipping(2001))
                    """)));
    assertThat(body)
        .contains("Proof (tests): shown by code.")
        .containsPattern("The new tests noticed (\\d+) of \\1 places broken on purpose");
  }

  @Test
  void aTestThatAssertsNothingNoticesNothing() throws InterruptedException {
    assertThat(
            caught(
                "tests",
                "add tests for shipping",
                Map.of(
                    "tests/test_price.py",
                    Ledger.testsWith(
                        """
                        def test_shipping(self):
                            price.shipping(500)
                            price.shipping(501)
                        """))))
        .contains("Missing: The new tests noticed only 0 of ")
        .contains("Nothing in `test_price.test_shipping` can fail by itself.")
        .contains("Not noticed: `price.py:");
  }

  @Test
  void aRefactoringKeepsItsTestsByName() throws InterruptedException {
    String shorter =
        Ledger.PRICE.replace("    return net + net * rate\n", "    return _taxed(net, rate)\n")
            + "\n\ndef _taxed(net, rate):\n    return net * (1 + rate)\n";
    String body = delivered("refactor", "take the tax out of total", Map.of("price.py", shorter));
    assertThat(body)
        .contains("Proof (refactoring): shown by code.")
        .contains("The same 2 tests pass before and after, by name.")
        .contains("3 declarations that others can call are as they were.");
  }

  @Test
  void aRefactoringThatDropsATestIsCaught() throws InterruptedException {
    String fewer = Ledger.TESTS.substring(0, Ledger.TESTS.indexOf("    def test_total_refuses"));
    String open = Ledger.PRICE.replace("    if net < 0:\n        raise ValueError(\"net\")\n", "");
    assertThat(
            caughtTwice(
                "refactor",
                "make total simpler",
                Map.of("price.py", open, "tests/test_price.py", fewer)))
        .contains("Missing: Tests prove less than before: `PriceTest › test_total_refuses`")
        .contains("Missing: Passed before, and do not now: `test_total_refuses");
  }

  private String caughtTwice(String kind, String text, Map<String, String> files)
      throws InterruptedException {
    try (House house = house(files)) {
      Task asked = Ledger.run(house, kind, text);
      Gate gate = house.awaitGate(asked.id(), Gate.Kind.TESTS).gates().open().orElseThrow();
      return String.join("\n", gate.details());
    }
  }

  @Test
  void documentsChangeAndNoCode() throws InterruptedException {
    String body =
        delivered(
            "docs",
            "say in the readme where prices are described",
            Map.of(
                "README.md",
                "# Ledger\n\nSee [usage](docs/usage.md), [prices](docs/usage.md#prices).\n\n"
                    + "```sh\nsh test.sh\n```\n"));
    assertThat(body)
        .contains("Proof (documentation): shown by code.")
        .contains("Only words change (1 files).")
        .contains("2 relative links and anchors in 2 documents looked at, none newly broken");
  }

  @Test
  void codeThatChangesUnderDocsIsCaught() throws InterruptedException {
    assertThat(
            caught(
                "docs",
                "describe the discount",
                Map.of(
                    "README.md",
                    "# Ledger\n\nSee [usage](docs/usage.md). Discounts are in percent.\n",
                    "price.py",
                    MENDED)))
        .contains("Missing: Code changes: `price.py`.");
  }

  @Test
  void aDependencyGoesUpWithItsLockAndTheSameTests() throws InterruptedException {
    String body =
        delivered(
            "deps",
            "bump left-pad",
            Map.of(
                "package.json",
                "{\n  \"dependencies\": {\n    \"left-pad\": \"1.3.0\"\n  }\n}\n",
                "package-lock.json",
                "{\n  \"packages\": {\n    \"node_modules/left-pad\": {\n"
                    + "      \"version\": \"1.3.0\"\n    }\n  }\n}\n"));
    assertThat(body)
        .contains("Proof (dependencies): shown by code.")
        .contains("Versions moved: `left-pad 1.1.3 → 1.3.0`.")
        .contains("Manifests changed: 1, locks with them: 1.");
  }

  @Test
  void aManifestWithoutItsLockIsCaught() throws InterruptedException {
    assertThat(
            caught(
                "deps",
                "bump left-pad",
                Map.of(
                    "package.json",
                    "{\n  \"dependencies\": {\n    \"left-pad\": \"2.0.0\"\n  }\n}\n")))
        .contains("Missing: The manifest changed, its lock did not: `package-lock.json`.")
        .contains(
            "Risk: a first number moved, callers may have to change: `left-pad 1.1.3 → 2.0.0`");
  }

  private static final String SPLIT =
      Ledger.PRICE.replace("percent / 10\n", "percent / 100\n")
          + "\n\ndef half(net):\n    return net / 2\n";

  private static String importing(String test) {
    return Ledger.testsWith(test)
        .replace("import price\n", "import price\nfrom price import half\n");
  }

  @Test
  void aTestThatDoesNotLoadOnTheBaseMustNoticeABrokenFix() throws InterruptedException {
    String body =
        delivered(
            "bug",
            "discount takes ten times too much",
            Map.of(
                "price.py",
                SPLIT,
                "tests/test_price.py",
                importing(
                    """
                    def test_discount(self):
                        self.assertEqual(90, price.discount(100, 10))
                        self.assertEqual(5, half(10))
                    """)));
    assertThat(body).containsPattern("does not build, .* it fails in \\d+ of \\d+ ways");
  }

  @Test
  void aTestThatOnlyUsesWhatIsMissingShowsNothing() throws InterruptedException {
    assertThat(
            caught(
                "bug",
                "discount takes ten times too much",
                Map.of(
                    "price.py",
                    SPLIT,
                    "tests/test_price.py",
                    importing(
                        """
                        def test_discount(self):
                            self.assertTrue(half is not None)
                        """))))
        .contains("only fails to build, and with the fix broken on purpose in");
  }
}
