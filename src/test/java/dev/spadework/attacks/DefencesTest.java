package dev.spadework.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each defence is what one attack fails at: without it, that attack does harm. */
@Tag("docker")
class DefencesTest {
  @TempDir Path dir;

  @TestFactory
  Stream<DynamicTest> withoutItsDefenceAnAttackDoesHarm() {
    return Scenes.defences().stream()
        .filter(defence -> AttackSuiteTest.chosen(sceneOf(defence)))
        .map(defence -> dynamicTest(defence.name(), () -> turnsRed(defence)));
  }

  private static Scene sceneOf(Defence defence) {
    return Scenes.all().stream()
        .filter(each -> each.attacks().stream().anyMatch(a -> a.name().equals(defence.attack())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no attack " + defence.attack()));
  }

  private void turnsRed(Defence defence) throws Exception {
    Scene scene = sceneOf(defence);
    Tally tally = Tally.of(defence.attack());
    try (Disarmed disarmed = Disarmed.of(defence.where(), defence.instead())) {
      scene.play(Files.createTempDirectory(dir, "scene"), tally);
    } catch (Exception e) {
      // What was reached may break what comes after it in the scene.
      if (!tally.red(defence.attack())) {
        throw e;
      }
    }
    assertThat(tally.red(defence.attack())).as(defence.attack()).isTrue();
  }
}
