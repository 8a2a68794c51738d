package dev.spadework.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangelogTest {
  private static final String STANDARD =
      """
      # Changelog

      All notable changes. Node 4 is no longer supported one day.

      ### [5.0.8](https://example.com/compare/v5.0.7...v5.0.8) (2021-04-07)

      ### Bug Fixes

      * **deno:** force release

      ## [5.0.0](https://example.com/compare/v4.0.0...v5.0.0) (2020-09-05)

      ### ⚠ BREAKING CHANGES

      * exports maps are now used, which modifies import behavior.
      * drops Node 6 and 4. begin following the schedule

      ### Features

      * add support for ESM

      ## 4.0.0 (2017-10-10)

      ### BREAKING CHANGES

      * an old one
      """;

  @Test
  void whatBreaksBetweenTwoVersionsIsRead() {
    assertThat(Changelog.breaking(STANDARD, "4.0.3", "5.0.8").orElseThrow())
        .containsExactly(
            "* exports maps are now used, which modifies import behavior.",
            "* drops Node 6 and 4. begin following the schedule");
    assertThat(Changelog.breaking(STANDARD, "5.0.0", "5.0.8").orElseThrow()).isEmpty();
  }

  @Test
  void otherWaysOfWritingHeadingsAreRead() {
    assertThat(
            Changelog.breaking(
                """
                2.1.0
                -----
                - Removed ``old_way``.
                Version 2.0.1 (2020-01-02)
                ==========================
                - Nothing of note
                *** Release 2.0.0 [2019-02-03]
                 * The parser now throws on empty input
                """,
                "1.9",
                "2.1.0"))
        .hasValueSatisfying(lines -> assertThat(lines).contains("- Removed ``old_way``."));
    assertThat(Changelog.breaking("v1.2.0 / 2020-01-02\n* remove support of x\n", "1.1", "1.2.0"))
        .hasValueSatisfying(lines -> assertThat(lines).hasSize(1));
  }

  @Test
  void aTextWithoutTheseVersionsWasNotRead() {
    assertThat(Changelog.breaking("", "1.0", "2.0")).isEmpty();
    assertThat(Changelog.breaking("See the web page, breaking 1.5 news", "1.0", "2.0")).isEmpty();
    assertThat(Changelog.breaking(STANDARD, "6.0.0", "7.0.0")).isEmpty();
  }

  @Test
  void longHostileLinesTakeNoTime() {
    String line = "# " + "a ".repeat(200_000) + "1.0 ".repeat(100_000);
    assertThat(Changelog.breaking(line + "\n" + line, "0.9", "2.0")).isEmpty();
  }
}
