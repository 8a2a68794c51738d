package dev.spadework.context;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Test results from the XML that JUnit's Ant task made common (Surefire, Gradle, pytest, node, and
 * others write it). The files are untrusted: no DTD, no entities, bounded in size and number.
 */
final class JUnitXml {
  private static final long LARGEST_FILE = 16L << 20;
  private static final int MOST_FILES = 5_000;
  private static final long MOST_BYTES = 256L << 20;
  private static final int MOST_FAILURES = 500;
  private static final int DEEPEST = 24;
  private static final int LONGEST_TRACE = 20_000;

  /** Directories that hold reports, and those that cannot and are large. */
  private static final Set<String> REPORTS =
      Set.of("surefire-reports", "failsafe-reports", "test-results", "reports", "test-reports");

  private static final Set<String> SKIPPED = Set.of(".git", "node_modules", ".gradle", ".venv");

  private final List<Failure> failures = new ArrayList<>();
  private int passed;
  private int failed;
  private int errors;
  private int skipped;

  private JUnitXml() {}

  /** The sum of all reports under the tree that were written since; empty if there is none. */
  static Optional<TestReport> read(Path tree, Marks before) {
    List<Path> files =
        files(tree).entrySet().stream()
            .filter(file -> !before.knows(file.getKey(), file.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    TestReport sum = TestReport.none();
    boolean any = false;
    for (Path file : files) {
      Optional<TestReport> one = one(file);
      any |= one.isPresent();
      sum = sum.plus(one.orElse(TestReport.none()));
    }
    return any ? Optional.of(sum) : Optional.empty();
  }

  /** Every report under the tree, with what tells one writing of it from another. */
  static SortedMap<Path, String> files(Path tree) {
    SortedMap<Path, String> files = new TreeMap<>();
    try {
      Files.walkFileTree(tree, Set.of(), DEEPEST, new Visitor(tree, files));
    } catch (IOException e) {
      // The visitor passes over what it cannot read; only the tree itself can be missing.
      return new TreeMap<>();
    }
    return files;
  }

  private static Optional<TestReport> one(Path file) {
    XMLInputFactory factory = withoutEntities();
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      xml.nextTag();
      if (!xml.getLocalName().equals("testsuites") && !xml.getLocalName().equals("testsuite")) {
        return Optional.empty();
      }
      JUnitXml counts = new JUnitXml();
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("testcase")) {
          counts.testCase(xml);
        }
      }
      return Optional.of(counts.report());
    } catch (XMLStreamException | IOException e) {
      // A report that was cut off or is none says nothing we could trust.
      return Optional.empty();
    }
  }

  /** An entity can name a file of this machine, or grow a few lines into gigabytes. */
  private static XMLInputFactory withoutEntities() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private void testCase(XMLStreamReader xml) throws XMLStreamException {
    String owner = attribute(xml, "classname");
    String name = attribute(xml, "name");
    String verdict = "passed";
    String message = "";
    String trace = "";
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        if (Set.of("failure", "error", "skipped").contains(xml.getLocalName()) && depth == 2) {
          verdict = xml.getLocalName();
          message = attribute(xml, "message");
          message = message.isBlank() ? attribute(xml, "type") : message;
        }
      } else if (event == XMLStreamConstants.CHARACTERS && trace.isEmpty() && depth == 2) {
        String text = xml.getText();
        boolean wanted = verdict.equals("failure") || verdict.equals("error");
        trace = wanted ? text.substring(0, Math.min(text.length(), LONGEST_TRACE)).strip() : "";
      }
    }
    count(verdict, FailurePlaces.name(owner, name), message, trace);
  }

  private void count(String verdict, String name, String message, String trace) {
    switch (verdict) {
      case "failure" -> failed++;
      case "error" -> errors++;
      case "skipped" -> skipped++;
      default -> passed++;
    }
    boolean red = verdict.equals("failure") || verdict.equals("error");
    if (red && failures.size() < MOST_FAILURES) {
      failures.add(
          FailurePlaces.failure(
              name, message.isBlank() ? trace : message, trace.lines().limit(500).toList()));
    }
  }

  private TestReport report() {
    return new TestReport(passed, failed, errors, skipped, failures);
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  /** Finds the reports without following a link. */
  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path tree;
    private final Map<Path, String> files;
    private long bytes;

    Visitor(Path tree, Map<Path, String> files) {
      this.tree = tree;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return SKIPPED.contains(name(directory))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (name(file).endsWith(".xml")
          && attributes.isRegularFile()
          && attributes.size() <= LARGEST_FILE
          && report(file)) {
        bytes += attributes.size();
        files.put(file, written(file, attributes));
      }
      return files.size() < MOST_FILES && bytes < MOST_BYTES
          ? FileVisitResult.CONTINUE
          : FileVisitResult.TERMINATE;
    }

    /** The time of change is the kernel's: unlike the time of writing, no command can set it. */
    private static String written(Path file, BasicFileAttributes attributes) {
      try {
        return Files.readAttributes(file, "unix:ino,ctime,size", LinkOption.NOFOLLOW_LINKS)
            .toString();
      } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
        return attributes.lastModifiedTime() + " " + attributes.size();
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) {
      return FileVisitResult.CONTINUE;
    }

    private boolean report(Path file) {
      if (name(file).toLowerCase(java.util.Locale.ROOT).contains("junit")) {
        return true;
      }
      for (Path part : tree.relativize(file.getParent())) {
        if (REPORTS.contains(part.toString())) {
          return true;
        }
      }
      return false;
    }

    private static String name(Path path) {
      Path name = path.getFileName();
      return name == null ? "" : name.toString();
    }
  }
}
