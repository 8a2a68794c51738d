package dev.spadework.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocksTest {
  private static String cargo(String version, String sum) {
    return """
        version = 3

        [[package]]
        name = "doubler"
        version = "%s"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        checksum = "%s"

        [[package]]
        name = "four"
        version = "0.1.0"
        """
        .formatted(version, sum);
  }

  private static String yarn(String version, String sum) {
    return "left-pad@^1.0.0:\n  version \"%1$s\"\n  resolved \"https://registry.yarnpkg.com/left-pad-%1$s.tgz#%2$s\"\n  integrity sha512-%2$s\n"
        .formatted(version, sum);
  }

  private static Edit edit(String path, String before, String after) {
    List<Edit.Line> lines =
        after
            .lines()
            .filter(line -> !before.contains(line))
            .map(line -> new Edit.Line(true, 1, line))
            .toList();
    return new Edit(
        path,
        Optional.empty(),
        Optional.of(new Edit.Side(Edit.Type.FILE, before)),
        Optional.of(new Edit.Side(Edit.Type.FILE, after)),
        false,
        lines);
  }

  @Test
  void whatThePackageManagerWroteIsNotByHand() {
    Edit raised = edit("Cargo.lock", cargo("1.0.0", "aa"), cargo("2.0.0", "bb"));
    assertThat(Locks.byHand(List.of(raised), Map.of("Cargo.lock", cargo("2.0.0", "bb")))).isEmpty();
    assertThat(Locks.byHand(List.of(raised), Map.of("Cargo.lock", cargo("2.0.0", "cc"))))
        .containsExactly("doubler 2.0.0");
    assertThat(Locks.byHand(List.of(raised), Map.of())).isEmpty();
    assertThat(Locks.moved(List.of(raised)).get("doubler").words())
        .isEqualTo("doubler 1.0.0 → 2.0.0");
  }

  @Test
  void aVersionWithTheChecksumOfAnotherIsByHand() {
    assertThat(
            Locks.byHand(
                List.of(edit("Cargo.lock", cargo("1.0.0", "aa"), cargo("2.0.0", "aa"))), Map.of()))
        .containsExactly("doubler 2.0.0");
    assertThat(
            Locks.byHand(
                List.of(edit("web/yarn.lock", yarn("1.1.3", "aa"), yarn("1.3.0", "aa"))), Map.of()))
        .containsExactly("left-pad 1.3.0");
    assertThat(
            Locks.byHand(
                List.of(edit("web/yarn.lock", yarn("1.1.3", "aa"), yarn("1.3.0", "bb"))), Map.of()))
        .isEmpty();
  }

  @Test
  void aModuleKeepsTheChecksumsOfItsOldVersion() {
    String old = "example.com/a v1.0.0 h1:aa=\nexample.com/a v1.0.0/go.mod h1:bb=\n";
    String sum = old + "example.com/a v1.2.0 h1:cc=\nexample.com/a v1.2.0/go.mod h1:bb=\n";
    assertThat(Locks.byHand(List.of(edit("go.sum", old, sum)), Map.of("go.sum", sum))).isEmpty();
    assertThat(Locks.byHand(List.of(edit("go.sum", old, sum)), Map.of())).isEmpty();
    String forged = old.replace("v1.0.0 h1:aa=", "v1.2.0 h1:aa=");
    assertThat(Locks.byHand(List.of(edit("go.sum", old, forged)), Map.of("go.sum", sum)))
        .containsExactly("example.com/a v1.2.0");
  }

  @Test
  void aLockOfAnUnknownKindIsComparedByItsLines() {
    Edit edit = edit("gradle.lockfile", "a:b:1=compile\n", "a:b:2=compile\n");
    assertThat(Locks.byHand(List.of(edit), Map.of("gradle.lockfile", "a:b:2=compile\n"))).isEmpty();
    assertThat(Locks.byHand(List.of(edit), Map.of("gradle.lockfile", "a:b:3=compile\n")))
        .containsExactly("a:b:2=compile");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "package.json|{\"dependencies\":{\"a\":\"git+https://evil.example/a.git\"}}|evil.example",
        "package.json|{\"dependencies\":{\"a\":\"file:../a\"}}|file:../a",
        "requirements.txt|--extra-index-url https://evil.example/simple|evil.example",
        "requirements.txt|a @ https://evil.example/a.whl|evil.example",
        "Cargo.toml|a = { git = \"https://evil.example/a\" }|evil.example",
        "go.mod|replace example.com/a => evil.example/a v1.0.0|replace example.com/a",
        "pom.xml|<repositories><repository><url>https://evil.example/m2</url></repository></repositories>|evil.example",
        "build.gradle|repositories { maven { url 'https://evil.example/m2' } }|evil.example",
        "gradle/wrapper/gradle-wrapper.properties|distributionUrl=https\\://evil.example/gradle.zip|evil.example",
        ".cargo/config.toml|replace-with = \"own\"|replace-with",
      })
  void aSourceThatWasNotThereIsNamed(String path, String added, String named) {
    assertThat(Sources.brought(List.of(edit(path, "", added))))
        .anySatisfy(line -> assertThat(line).startsWith(path + ": ").contains(named));
    assertThat(Sources.brought(List.of(edit(path, added, added + "\n")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "package.json|{\"homepage\":\"https://a.example\",\"dependencies\":{\"a\":\"^2.0.0\"}}",
        "package-lock.json|{\"packages\":{\"node_modules/a\":{\"version\":\"2.0.0\",\"resolved\":\"https://registry.npmjs.org/a/-/a-2.0.0.tgz\",\"funding\":{\"url\":\"https://b.example\"}}}}",
        "pom.xml|<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><url>https://a.example</url></project>",
        "Cargo.toml|repository = \"https://a.example\"",
        "requirements.txt|a==2.0.0",
      })
  void versionsAndWordsAboutAProjectAreNoSource(String path, String after) {
    assertThat(Sources.brought(List.of(edit(path, "", after)))).isEmpty();
  }

  @Test
  void anotherRegistryThanTheOneInUseIsNamedEvenIfItIsAUsualOne() {
    String own = yarn("1.1.3", "aa").replace("registry.yarnpkg.com", "npm.acme.example");
    assertThat(Sources.brought(List.of(edit("yarn.lock", own, yarn("1.3.0", "bb")))))
        .containsExactly("yarn.lock: registry.yarnpkg.com");
  }
}
