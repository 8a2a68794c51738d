package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the code to the table in {@code docs/architecture.md}. */
class ArchitectureTest {
  private static final String ROOT = "dev.spadework";
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final int LONGEST_FILE = 300;

  /** Open to every package, as the page says. */
  private static final List<String> OPEN =
      List.of(
          "java.",
          "javax.crypto.",
          "org.slf4j.",
          "com.fasterxml.jackson.",
          "org.jspecify.",
          "jakarta.servlet.");

  private record Room(int floor, Set<String> mayImport, Set<String> owns) {}

  private final Map<String, Room> rooms = rooms();
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPath(Path.of("target/classes"));

  @Test
  void everyPackageHasARowAndEveryRowAPackage() {
    Set<String> packages =
        classes.stream().map(c -> room(c.getPackageName())).collect(Collectors.toSet());
    assertThat(rooms.keySet()).containsExactlyInAnyOrderElementsOf(packages);
  }

  @Test
  void aRowNamesOnlyPackagesOnFloorsBelow() {
    rooms.forEach(
        (name, room) ->
            room.mayImport.forEach(
                other -> {
                  assertThat(rooms).as(name + " names " + other).containsKey(other);
                  assertThat(rooms.get(other).floor)
                      .as(name + " stands above " + other)
                      .isLessThan(room.floor);
                }));
  }

  @Test
  void codeImportsOnlyWhatItsRowAllows() {
    Set<String> breaches = new TreeSet<>();
    for (JavaClass from : classes) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        String target = to.getPackageName();
        if (to.isPrimitive() || allowed(room(from.getPackageName()), target + ".")) {
          continue;
        }
        breaches.add(from.getName() + " uses " + to.getName());
      }
    }
    assertThat(breaches).isEmpty();
  }

  @Test
  void noFileIsLongerThanThreeHundredLines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        long lines = Files.readString(file).lines().count();
        if (lines > LONGEST_FILE) {
          tooLong.add(file + ": " + lines);
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  private boolean allowed(String from, String target) {
    Room room = rooms.get(from);
    if (room == null || OPEN.stream().anyMatch(target::startsWith)) {
      return true;
    }
    if (target.startsWith(ROOT + ".")) {
      String other = room(target.substring(0, target.length() - 1));
      return other.equals(from) || from.equals("(root)") || room.mayImport.contains(other);
    }
    return room.owns.stream().anyMatch(library -> target.startsWith(library + "."))
        || from.equals("(root)") && target.startsWith("ch.qos.logback.");
  }

  private static String room(String packageName) {
    return packageName.equals(ROOT) ? "(root)" : packageName.substring(ROOT.length() + 1);
  }

  private static Map<String, Room> rooms() {
    Map<String, Room> rooms = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(Path.of("docs/architecture.md"))) {
        String[] cells = line.split("\\|");
        if (cells.length == 6 && cells[1].strip().matches("\\d+")) {
          String name = cells[2].strip().replace("`", "");
          rooms.put(
              name,
              new Room(Integer.parseInt(cells[1].strip()), quoted(cells[4]), quoted(cells[5])));
        }
      }
    } catch (IOException e) {
      throw new AssertionError("docs/architecture.md cannot be read", e);
    }
    assertThat(rooms).as("rows in docs/architecture.md").isNotEmpty();
    return rooms;
  }

  private static Set<String> quoted(String cell) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = QUOTED.matcher(cell);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
