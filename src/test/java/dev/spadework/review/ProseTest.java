package dev.spadework.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.review.DocLinks.Broken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Documents: what points nowhere, and what is more than words. */
class ProseTest {
  private static List<String> broken(Map<String, String> tree, String path) {
    DocLinks links =
        new DocLinks(List.copyOf(tree.keySet()), file -> Optional.ofNullable(tree.get(file)));
    return links.in(path).stream().map(ProseTest::words).toList();
  }

  private static String words(Broken broken) {
    return broken.line() + " " + broken.why() + " " + broken.target();
  }

  @Test
  void linksAnchorsFencesAndPathsAreLookedUp() {
    Map<String, String> tree =
        Map.of(
            "README.md",
            """
            # Title
            [a](docs/a.md) [gone](docs/gone.md) [up](docs/a.md#how-it-works) [no](#nothing)
            [root](/docs/a.md) [out](https://example.com/x.md) `[code](none.md)`
            ![pic](docs/pic.png) [line](docs/a.md#l10) [folder](docs)
            [ref]: docs/none.md
            ```sh
            sh docs/run.sh
            ./build.sh && java -cp target/x.jar other/thing.py
            npm run lint && npm run fly
            ```
            ````
            ```
            """,
            "docs/a.md",
            "Intro\n=====\n## How it works?\n",
            "docs/pic.png",
            "",
            "package.json",
            "{\"scripts\":{\"lint\":\"x\"}}");
    assertThat(broken(tree, "README.md"))
        .containsExactly(
            "2 file docs/gone.md",
            "2 anchor #nothing",
            "4 anchor docs/a.md#l10",
            "5 file docs/none.md",
            "7 path docs/run.sh",
            "8 path build.sh",
            "9 script npm run fly",
            "11 fence ````");
  }

  @Test
  void headingsBecomeAnchorsAsOnGitHub() {
    assertThat(DocLinks.slug("How `it` works: *really*, [here](x.md)"))
        .isEqualTo("how-it-works-really-here");
    assertThat(DocLinks.slug("Größe & Zahl")).isEqualTo("größe--zahl");
  }

  private static boolean wordsOnly(String path, String before, String after) {
    Edit.Side was = new Edit.Side(Edit.Type.FILE, before);
    Edit.Side is = new Edit.Side(Edit.Type.FILE, after);
    List<Edit.Line> lines =
        after
            .lines()
            .filter(line -> !before.contains(line))
            .map(line -> new Edit.Line(true, 1, line))
            .toList();
    return Prose.beyond(
            List.of(
                new Edit(path, Optional.empty(), Optional.of(was), Optional.of(is), false, lines)))
        .isEmpty();
  }

  @Test
  void commentsAreWordsUnlessToolsObeyThem() {
    assertThat(wordsOnly("A.java", "// old\nint a = 1;\n", "// new\nint a = 1; // one\n")).isTrue();
    assertThat(wordsOnly("A.java", "// old\nint a = 1;\n", "// new\nint a = 2;\n")).isFalse();
    assertThat(wordsOnly("a.py", "x = 1\n", "x = 1  # noqa\n")).isFalse();
    assertThat(wordsOnly("a.py", "x = '# a'\n", "x = '# b'\n")).isFalse();
    assertThat(wordsOnly("README.md", "a\n", "b\n")).isTrue();
    assertThat(wordsOnly("requirements.txt", "a==1\n", "a==2\n")).isFalse();
    assertThat(wordsOnly("config.yml", "a: 1\n", "a: 2\n")).isFalse();
  }
}
