package dev.spadework.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** No attack does harm. */
@Tag("docker")
class AttackSuiteTest {
  private static final Path PAGE = Path.of("docs/attacks.md");

  @TempDir Path dir;

  @TestFactory
  Stream<DynamicNode> noAttackDoesHarm() {
    return Scenes.all().stream().filter(AttackSuiteTest::chosen).map(this::tried);
  }

  private DynamicNode tried(Scene scene) {
    Tally tally = Tally.ofAll();
    Stream<DynamicTest> play =
        Stream.of(dynamicTest("is played", () -> scene.play(fresh(), tally)));
    Stream<DynamicTest> each =
        scene.attacks().stream()
            .map(
                attack ->
                    dynamicTest(
                        attack.name(),
                        () -> assertThat(tally.harm(attack.name())).as(attack.tries()).isEmpty()));
    return dynamicContainer(
        scene.group() + " (" + scene.getClass().getSimpleName() + ")", Stream.concat(play, each));
  }

  static boolean chosen(Scene scene) {
    return scene.getClass().getSimpleName().matches(System.getProperty("scene", ".*"));
  }

  @Test
  void namesAreUnique() {
    List<String> names =
        Scenes.all().stream().flatMap(s -> s.attacks().stream()).map(Attack::name).toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void thePageListsThemAll() throws IOException {
    String page = AttackPage.of(Scenes.all(), Scenes.defences());
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE).lines().collect(Collectors.joining("\n")))
        .isEqualTo(page.strip());
  }

  private Path fresh() throws IOException {
    return Files.createTempDirectory(dir, "scene");
  }
}
