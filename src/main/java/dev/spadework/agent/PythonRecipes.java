package dev.spadework.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python, by plain pip into an environment in HOME, which no ignore rule of the tree concerns. It
 * sees the packages of the image too. What poetry or uv lock is installed by the ranges of
 * pyproject.toml.
 */
final class PythonRecipes {
  private static final String VENV = "\"$HOME/venv\"";
  private static final String PATH = "PATH=\"$HOME/venv/bin:$PATH\" ";
  private static final String REPORT = ".spadework-junit.xml";
  private static final String TESTS = "(?:.*/)?(?:test_\\w+|\\w+_test|tests)\\.py";
  private static final Pattern EXTRA =
      Pattern.compile("(?m)^(tests?|testing|dev|develop|ci)\\s*=\\s*\\[");
  private static final int LOOKED_AT = 20;

  private PythonRecipes() {}

  static Optional<Recipe> of(Listing files) {
    boolean project =
        files.hasAny(
            "pyproject.toml",
            "setup.py",
            "setup.cfg",
            "pytest.ini",
            "tox.ini",
            "Pipfile",
            "conftest.py");
    boolean wants = !requirements(files).isEmpty();
    if (!project && !wants && files.matching(TESTS).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Recipe.of("Python", setup(files), test(files)));
  }

  private static String setup(Listing files) {
    List<String> wanted = new ArrayList<>();
    requirements(files).forEach(file -> wanted.add("-r " + file));
    if (builds(files)) {
      Matcher extra =
          EXTRA.matcher(section(files.text("pyproject.toml"), "project.optional-dependencies"));
      wanted.add(extra.find() ? "-e '.[" + extra.group(1) + "]'" : "-e .");
    }
    if (wanted.isEmpty()) {
      return "";
    }
    if (pytest(files)) {
      wanted.add("pytest");
    }
    return "python3 -m venv --system-site-packages "
        + VENV
        + " && "
        + VENV
        + "/bin/pip install -q --disable-pip-version-check "
        + String.join(" ", wanted);
  }

  private static String test(Listing files) {
    if (pytest(files)) {
      return PATH + "python3 -m pytest -q --junitxml=" + REPORT;
    }
    boolean below =
        !files.has("tests/__init__.py") && !files.matching("tests/(?:.*/)?test\\w*\\.py").isEmpty();
    return PATH + "python3 -m unittest discover -v" + (below ? " -s tests" : "");
  }

  /** Whether pytest runs the tests; unittest's own way only where the tests use nothing else. */
  private static boolean pytest(Listing files) {
    if (files.hasAny("pytest.ini", "conftest.py", "tests/conftest.py")
        || files.text("pyproject.toml").contains("pytest")
        || files.text("setup.cfg").contains("pytest")
        || files.text("tox.ini").contains("pytest")
        || requirements(files).stream().anyMatch(file -> files.text(file).contains("pytest"))) {
      return true;
    }
    List<String> tests = files.matching(TESTS);
    return tests.isEmpty()
        || tests.stream()
            .limit(LOOKED_AT)
            .map(files::text)
            .anyMatch(text -> !text.contains("unittest") || text.contains("import pytest"));
  }

  private static List<String> requirements(Listing files) {
    return files
        .matching("(?:requirements/)?(?:requirements|dev|tests?)(?:[-_.][\\w-]+)?\\.txt")
        .stream()
        .filter(file -> file.contains("requirements"))
        .toList();
  }

  /** Whether pip can install the project itself. */
  private static boolean builds(Listing files) {
    String pyproject = files.text("pyproject.toml");
    return files.has("setup.py")
        || pyproject.contains("[build-system]")
        || pyproject.contains("[project]")
        || pyproject.contains("[tool.poetry]");
  }

  private static String section(String toml, String name) {
    int at = toml.indexOf("[" + name + "]");
    if (at < 0) {
      return "";
    }
    int end = toml.indexOf("\n[", at + 1);
    return toml.substring(at, end < 0 ? toml.length() : end);
  }
}
