package dev.spadework.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsersTest {
  @Test
  void aTestThatNamesTheCodeReachesWhatTheCodeUses() {
    Map<String, String> java =
        Map.of(
            "src/main/java/a/Clean.java",
            "import org.jsoup.Jsoup;\nclass Clean {}",
            "src/main/java/a/Shout.java",
            "import org.apache.commons.lang3.StringUtils;\nclass Shout {}",
            "src/test/java/a/CleanTest.java",
            "class CleanTest { Clean clean; }");
    assertThat(Users.of(List.of("org.jsoup"), java).tests())
        .containsExactly("src/test/java/a/CleanTest.java");
    Users untested = Users.of(List.of("org.apache.commons.lang3"), java);
    assertThat(untested.code()).containsExactly("src/main/java/a/Shout.java");
    assertThat(untested.tests()).isEmpty();
    assertThat(Users.of(List.of("org.jsou"), java).code()).isEmpty();
    assertThat(Users.of(List.of(), java)).isEqualTo(Users.of(List.of("none.such"), java));
  }

  @Test
  void otherLanguagesNamePackagesInTheirOwnWays() {
    assertThat(
            Users.of(List.of("y18n"), Map.of("words.test.js", "const y = require('y18n');"))
                .tests())
        .hasSize(1);
    assertThat(
            Users.of(
                    List.of("example.com/doubler"),
                    Map.of("four.go", "import (\n\t\"example.com/doubler\"\n)"))
                .code())
        .hasSize(1);
    assertThat(Users.of(List.of("doubler"), Map.of("src/lib.rs", "doubler::twice(2)\n")).code())
        .hasSize(1);
    assertThat(
            Users.of(
                    List.of("doubler"),
                    Map.of("src/lib.rs", "use doubler::twice;\n#[test]\nfn four() {}\n"))
                .tests())
        .hasSize(1);
  }
}
