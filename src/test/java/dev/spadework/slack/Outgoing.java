package dev.spadework.slack;

import com.slack.api.bolt.context.Context;
import com.slack.api.methods.AsyncMethodsClient;
import com.slack.api.methods.Methods;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.File;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnitReference;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the bot asks of Slack's Web API, as its compiled classes have it: every call and reference
 * of the library's client, wherever it stands. The stand-in is left out; it is Slack here.
 */
final class Outgoing {
  private static final Path SOURCES = Path.of("src/main/java/dev/spadework");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:\\.[a-zA-Z]+)+)\"");

  /** Bolt's own calls. {@code respond} answers at an address of its own: no method, no scope. */
  private static final Set<String> SHORTCUTS = Set.of("say", "client", "asyncClient");

  /** Slack's name of each method by the library's: {@code chatUpdate}, {@code chat.update}. */
  private final Map<String, String> names = new TreeMap<>();

  private final List<JavaCodeUnitAccess<?>> accesses = new ArrayList<>();

  Outgoing() {
    for (Field field : Methods.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        String name = constant(field);
        names.put(camel(name), name);
      }
    }
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPath(Path.of("target/classes"));
    for (JavaClass each : classes) {
      if (!each.getPackageName().startsWith("dev.spadework.desk")) {
        accesses.addAll(each.getMethodCallsFromSelf());
        accesses.addAll(each.getMethodReferencesFromSelf());
        accesses.addAll(each.getConstructorCallsFromSelf());
      }
    }
  }

  private static String constant(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field + " is public", e);
    }
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("\\.")) {
      camel.append(
          camel.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return camel.toString();
  }

  /**
   * The methods that are called through the library, by Slack's names.
   *
   * @throws AssertionError at a call whose method cannot be told
   */
  Set<String> methods() {
    Set<String> called = new TreeSet<>();
    for (JavaCodeUnitAccess<?> access : toSlack()) {
      String name = names.get(access.getTarget().getName());
      if (name == null) {
        throw new AssertionError("which method of Slack's is this? " + access.getDescription());
      }
      called.add(name);
    }
    return called;
  }

  /** Calls that no {@link Door} waits behind: made at once, not handed to it. */
  List<String> around() {
    Set<String> careful = new HashSet<>();
    for (JavaCodeUnitAccess<?> access : accesses) {
      JavaClass owner = access.getTargetOwner();
      if (owner.isEquivalentTo(Door.class) || owner.isEquivalentTo(Web.class)) {
        careful.add(access.getOrigin().getFullName());
      }
    }
    List<String> around = new ArrayList<>();
    for (JavaCodeUnitAccess<?> access : toSlack()) {
      boolean handed = access.isDeclaredInLambda() || access instanceof JavaCodeUnitReference;
      if (!handed || !careful.contains(access.getOrigin().getFullName())) {
        around.add(access.getDescription());
      }
    }
    for (JavaCodeUnitAccess<?> access : accesses) {
      boolean bolts =
          access.getTargetOwner().getPackageName().startsWith(Context.class.getPackageName())
              && SHORTCUTS.contains(access.getTarget().getName());
      if (bolts) {
        around.add(access.getDescription());
      }
    }
    return around;
  }

  /** Whether a file that people attached is fetched. */
  boolean downloads() {
    return accesses.stream()
        .anyMatch(
            access ->
                access.getTargetOwner().isEquivalentTo(File.class)
                    && access.getTarget().getName().startsWith("getUrlPrivate"));
  }

  /**
   * The methods that are named in source code, where texts and not calls are handed on.
   *
   * @param folder below the project's own package; empty for all of it
   * @param without names of files that only list methods
   */
  Set<String> named(String folder, Set<String> without) throws IOException {
    Set<String> known = Set.copyOf(names.values());
    Set<String> named = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean desk = SOURCES.relativize(file).startsWith("desk");
        if (!desk && !without.contains(file.getFileName().toString())) {
          Matcher literals = LITERAL.matcher(Files.readString(file));
          literals
              .results()
              .map(found -> found.group(1))
              .filter(known::contains)
              .forEach(named::add);
        }
      }
    }
    return named;
  }

  private List<JavaCodeUnitAccess<?>> toSlack() {
    return accesses.stream()
        .filter(
            access ->
                access.getTargetOwner().isAssignableTo(MethodsClient.class)
                    || access.getTargetOwner().isAssignableTo(AsyncMethodsClient.class))
        .toList();
  }
}
