package dev.spadework.agent;

import java.util.Optional;

/**
 * Maven and Gradle. Their caches are warmed by one real build with its tests: plugins and the test
 * runner are only fetched when they are used, so {@code dependency:go-offline} misses some
 * (maven-dependency-plugin#1186). Where that build fails, as it does if the base does not compile,
 * the dependencies alone must be there.
 */
final class JvmRecipes {
  private static final String WARM =
      "printf '%s\\n' 'allprojects {"
          + " tasks.withType(Test) { ignoreFailures = true }\n"
          + " task spadeworkFetch { doLast {"
          + " configurations.findAll { it.canBeResolved }.each { it.files } } } }'"
          + " > \"$HOME/warm.gradle\"\n";

  private JvmRecipes() {}

  static Optional<Recipe> maven(Listing files) {
    if (!files.has("pom.xml")) {
      return Optional.empty();
    }
    String mvn = files.has("mvnw") ? "sh ./mvnw" : "mvn";
    return Optional.of(
        Recipe.of(
            "Maven",
            mvn
                + " -B -q -fae -Dmaven.test.failure.ignore=true test || "
                + mvn
                + " -B -q -Dmaven.main.skip=true -Dmaven.test.skip=true test",
            mvn + " -B -o -fae test"));
  }

  static Optional<Recipe> gradle(Listing files) {
    if (!files.hasAny(
        "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts")) {
      return Optional.empty();
    }
    String gradle = files.has("gradlew") ? "sh ./gradlew" : "gradle";
    String warm = gradle + " --no-daemon -q -I \"$HOME/warm.gradle\" ";
    // An up-to-date test task runs nothing and writes no report; neither does a build cache.
    return Optional.of(
        Recipe.of(
            "Gradle",
            WARM + warm + "--continue test || " + warm + "spadeworkFetch",
            gradle + " --offline --no-daemon --no-build-cache --continue cleanTest test"));
  }
}
