package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What the jar is made of besides our own code, held to {@code docs/dependencies.md}. */
class DependencyTest {
  private static final Path PAGE = Path.of("docs/dependencies.md");
  private static final String HEAD = "| library | version | licence |";

  /** Of tests alone; their own dependencies go with them. */
  private static final List<String> TESTS =
      List.of(
          "org.junit",
          "org.opentest4j",
          "org.apiguardian",
          "org.assertj",
          "com.tngtech.archunit",
          "net.bytebuddy",
          "org.seleniumhq",
          "io.opentelemetry",
          "com.google.auto.service",
          "io.zonky.test",
          "org.tukaani",
          "com.github.kagkarlsson",
          "org.apache.maven");

  /** Licences that let a jar with all of it be passed on. */
  private static final Set<String> LICENCES =
      Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "EPL", "Bouncy Castle (MIT)");

  private static final Pattern JAR =
      Pattern.compile(".*/repository/(.+)/([^/]+)/([^/]+)/\\2-\\3\\.jar");

  private record Library(String group, String name, String version, Path jar) {
    Path pom() {
      return jar.resolveSibling(name + "-" + version + ".pom");
    }
  }

  private static List<Library> libraries() {
    Map<String, Library> found = new TreeMap<>();
    for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Matcher matcher = JAR.matcher(jar);
      if (matcher.matches()) {
        String group = matcher.group(1).replace('/', '.');
        Library library = new Library(group, matcher.group(2), matcher.group(3), Path.of(jar));
        if (TESTS.stream().noneMatch(group::startsWith)) {
          found.putIfAbsent(group + ":" + library.name, library);
        }
      }
    }
    return List.copyOf(found.values());
  }

  @Test
  void thePageListsThemAllWithTheirLicences() throws Exception {
    StringBuilder rows = new StringBuilder(HEAD + "\n| --- | --- | --- |\n");
    for (Library each : libraries()) {
      String licence = licence(each.pom());
      assertThat(licence).as(each.toString()).isIn(LICENCES);
      rows.append(
          "| `%s:%s` | %s | %s |%n".formatted(each.group, each.name, each.version, licence));
    }
    String page = Files.readString(PAGE);
    String before = page.substring(0, page.indexOf(HEAD));
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, before + rows);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(before + rows);
  }

  @Test
  void noClassIsInTwoOfThem() throws IOException {
    Map<String, String> owners = new HashMap<>();
    Set<String> twice = new TreeSet<>();
    for (Library each : libraries()) {
      try (JarFile jar = new JarFile(each.jar.toFile())) {
        jar.stream()
            .map(java.util.zip.ZipEntry::getName)
            .filter(name -> name.endsWith(".class") && !name.contains("-info"))
            .filter(name -> !name.startsWith("META-INF/"))
            .forEach(
                name ->
                    Optional.ofNullable(owners.put(name, each.name))
                        .ifPresent(other -> twice.add(other + " and " + each.name)));
      }
    }
    assertThat(twice).isEmpty();
  }

  @Test
  void everyPluginHasAVersion() throws IOException {
    Matcher plugins =
        Pattern.compile("<plugin>.*?</plugin>", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("pom.xml")).replaceAll("(?s)<profiles>.*", ""));
    List<String> without = new ArrayList<>();
    while (plugins.find()) {
      if (!plugins.group().contains("<version>")) {
        without.add(plugins.group().lines().limit(3).collect(Collectors.joining()));
      }
    }
    assertThat(without).isEmpty();
  }

  @Test
  void checksumsAreStrict() throws IOException {
    assertThat(Files.readString(Path.of(".mvn/maven.config"))).contains("--strict-checksums");
  }

  /** As the library's own description says, or that of its parent. */
  private static String licence(Path pom) throws Exception {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getDocumentElement();
    Optional<Element> licences = child(project, "licenses");
    if (licences.isPresent()) {
      // Of several the one that suits us counts.
      return brief(licences.get().getTextContent());
    }
    Element parent = child(project, "parent").orElseThrow(() -> new IOException(pom + ": none"));
    String name = text(parent, "artifactId");
    String version = text(parent, "version");
    Path root = Path.of(pom.toString().replaceAll("(.*/repository)/.*", "$1"));
    return licence(
        root.resolve(text(parent, "groupId").replace('.', '/'))
            .resolve(name)
            .resolve(version)
            .resolve(name + "-" + version + ".pom"));
  }

  private static String brief(String licence) {
    Map<String, String> names = new TreeMap<>();
    names.put("(?i).*bouncy.*", "Bouncy Castle (MIT)");
    names.put("(?i).*apache.*2.*", "Apache-2.0");
    names.put("(?i).*(\\bMIT\\b).*", "MIT");
    names.put("(?i).*(eclipse public|epl).*", "EPL");
    names.put("(?i).*(BSD-2|2-clause).*", "BSD-2-Clause");
    names.put("(?i).*(BSD-3|3-clause|Eclipse Distribution|edl).*", "BSD-3-Clause");
    return names.entrySet().stream()
        .filter(each -> licence.replaceAll("\\s+", " ").matches(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(licence);
  }

  private static Optional<Element> child(Element of, String name) {
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  private static String text(Element of, String name) {
    return child(of, name).map(element -> element.getTextContent().strip()).orElse("");
  }
}
