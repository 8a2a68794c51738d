package dev.spadework.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What others can call, and the versions that a project names. */
class SignaturesTest {
  private static Edit edit(String path, String before, String after) {
    return new Edit(
        path,
        Optional.empty(),
        Optional.of(new Edit.Side(Edit.Type.FILE, before)),
        Optional.of(new Edit.Side(Edit.Type.FILE, after)),
        false,
        List.of());
  }

  @Test
  void namesOfParametersAndPrivateThingsMayChange() {
    Signatures same =
        Signatures.of(
            List.of(
                edit(
                    "A.java",
                    "public final class A<T> {\n  public int f(int a, List<String> b) { return g(); }\n"
                        + "  private int g() { return 1; }\n}\n",
                    "public final class A<T> {\n  public int f(int x, List<String> y) { return h(); }\n"
                        + "  private int h() { return 1; }\n}\n")));
    assertThat(same.gone()).isEmpty();
    assertThat(same.fresh()).isEmpty();
    assertThat(same.compared()).isEqualTo(2);
  }

  @Test
  void aMethodThatIsGoneOrTakesSomethingElseIsSeen() {
    Signatures changed =
        Signatures.of(
            List.of(
                edit(
                    "A.java",
                    "public class A {\n  public int f(int a) {}\n  protected void g() {}\n}\n",
                    "public class A {\n  public long f(int a) {}\n  void g() {}\n}\n"),
                edit(
                    "a.py",
                    "def f(a):\n    pass\ndef _g():\n    pass\n",
                    "def f(a, b):\n    pass\n"),
                edit("a.go", "func F() {}\n", "func G() {}\n")));
    assertThat(changed.gone())
        .containsExactlyInAnyOrder("A: int f(int)", "A: void g()", "a: def f(a)");
    assertThat(changed.unread()).containsExactly("a.go");
    assertThat(Signatures.name("A: int f(int)")).isEqualTo("f");
  }

  @Test
  void versionsAreReadInTheFilesOfSeveralEcosystems() {
    assertThat(
            Manifests.versions(
                "pom.xml",
                "<properties><jackson.version>2.15.0</jackson.version></properties>"
                    + "<artifactId>junit</artifactId>\n<version>4.13.2</version>"))
        .isEqualTo(Map.of("jackson.version", "2.15.0", "junit", "4.13.2"));
    assertThat(Manifests.versions("package.json", "{\"dependencies\":{\"@a/b\":\"^1.2.3\"}}"))
        .containsEntry("@a/b", "1.2.3");
    assertThat(Manifests.versions("requirements.txt", "flask==2.0.1\nrequests>=2.31\n"))
        .isEqualTo(Map.of("flask", "2.0.1", "requests", "2.31"));
    assertThat(Manifests.versions("go.mod", "require (\n\tgithub.com/a/b v1.4.0\n)\n"))
        .containsEntry("github.com/a/b", "1.4.0");
    assertThat(Manifests.versions("build.gradle", "implementation 'org.a:b:1.0.2'"))
        .containsEntry("org.a:b", "1.0.2");
  }

  @Test
  void aFirstNumberThatMovesIsARiskAndAnOlderVersionIsNoUpdate() {
    assertThat(new Manifests.Moved("pom.xml", "a", "2.15.0", "3.0.0").major()).isTrue();
    assertThat(new Manifests.Moved("pom.xml", "a", "2.15.0", "2.16.0").major()).isFalse();
    assertThat(new Manifests.Moved("pom.xml", "a", "0.4.1", "0.5.0").major()).isTrue();
    assertThat(new Manifests.Moved("pom.xml", "a", "2.10.0", "2.9.9").down()).isTrue();
    assertThat(new Manifests.Moved("pom.xml", "a", "2.9.9", "2.10.0").down()).isFalse();
  }
}
