package dev.spadework.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where packages come from, as far as files of a repository say so: registries, and packages that
 * are fetched from an address or a directory instead. A change of versions changes none of it.
 */
public final class Sources {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SETTINGS =
      Pattern.compile(
          "(?:.*/)?(?:\\.npmrc|\\.yarnrc(?:\\.yml)?|\\.pnpmfile\\.cjs|pip\\.conf|pip\\.ini|\\.pypirc|uv\\.toml"
              + "|\\.cargo/config(?:\\.toml)?|settings\\.xml|maven\\.config|jvm\\.config"
              + "|init\\.gradle(?:\\.kts)?|(?:gradle|maven)-wrapper\\.properties|bunfig\\.toml"
              + "|vendor/modules\\.txt|go\\.work)");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:git\\+)?(?:https?|ssh|git|ftp|file)://[^\\s\"'<>)\\],;]+");
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "(?m)^\\s*(?:replace\\s+.*=>.*|.*=>\\s*\\.{0,2}/.*|.*\\b(?:git|path|registry|replace-with)\\s*=\\s*\".*"
              + "|(?:-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\\b.*"
              + "|.*\\bmavenLocal\\(\\).*|.*\\bflatDir\\b.*|.*\\bsystemPath\\b.*)$");
  private static final Pattern REPOSITORIES =
      Pattern.compile(
          "(?s)<(repositor(?:y|ies)|pluginRepositor(?:y|ies)|mirrors?|snapshotRepository)\\b.*?</\\1>");

  /** Lines that tell people about a package; nothing is fetched from there. */
  private static final Pattern ABOUT =
      Pattern.compile(
          "(?i)^\\s*[\"']?(?:homepage|repository|documentation|docs|source(?: code)?|issues|bugs"
              + "|bug tracker|changelog|funding|url|download|home)[\"']?\\s*=.*");

  /** What a package manager asks where nobody says otherwise. */
  private static final Set<String> USUAL =
      Set.of(
          "registry.npmjs.org",
          "registry.yarnpkg.com",
          "github.com/rust-lang/crates.io-index",
          "index.crates.io",
          "pypi.org",
          "files.pythonhosted.org",
          "repo.maven.apache.org",
          "repo1.maven.org",
          "plugins.gradle.org",
          "services.gradle.org");

  private Sources() {}

  /**
   * Sources that a change brings and the base did not have.
   *
   * @return a line each, the file and the source
   */
  public static List<String> brought(List<Edit> edits) {
    List<String> brought = new ArrayList<>();
    Set<String> known = new TreeSet<>();
    edits.forEach(edit -> known.addAll(of(edit.from(), edit.textBefore())));
    for (Edit edit : edits) {
      boolean own = !of(edit.from(), edit.textBefore()).isEmpty();
      for (String source : of(edit.path(), edit.textAfter())) {
        if (!known.contains(source) && (own || !USUAL.contains(source))) {
          brought.add(edit.path() + ": " + source);
        }
      }
    }
    return brought;
  }

  /** Whether people set registries in such a file. */
  static boolean isSettings(String path) {
    return SETTINGS.matcher(path).matches();
  }

  /** Hosts, and lines that name a place otherwise. */
  private static Set<String> of(String path, String text) {
    Set<String> found = new TreeSet<>();
    if (path.endsWith("package.json")) {
      npm(text, found);
    } else if (path.endsWith("pom.xml")) {
      Matcher part = REPOSITORIES.matcher(text);
      while (part.find()) {
        addresses(part.group(), found);
      }
      elsewhere(text, found);
    } else if (Manifests.isLock(path)) {
      List<Locks.Locked> locked = Locks.read(path, text);
      locked.forEach(each -> addresses(each.from(), found));
      if (locked.isEmpty()) {
        addresses(text, found);
      }
    } else if (isSettings(path)) {
      addresses(text, found);
      elsewhere(text, found);
    } else if (Manifests.isManifest(path)) {
      addresses(packagesOnly(text), found);
      elsewhere(text, found);
    }
    return found;
  }

  /** Without the lines and sections that only tell about the project. */
  private static String packagesOnly(String text) {
    StringBuilder out = new StringBuilder();
    boolean about = false;
    for (String line : text.lines().toList()) {
      if (line.startsWith("[")) {
        about = line.matches("(?i)\\[(?:project|tool\\.poetry)\\.urls\\].*");
      }
      if (!about && !(ABOUT.matcher(line).matches() && !line.contains("index"))) {
        out.append(line).append('\n');
      }
    }
    return out.toString();
  }

  private static void npm(String text, Set<String> found) {
    try {
      JsonNode manifest = JSON.readTree(text.isBlank() ? "{}" : text);
      for (String part :
          List.of(
              "dependencies",
              "devDependencies",
              "optionalDependencies",
              "peerDependencies",
              "overrides",
              "resolutions",
              "publishConfig")) {
        manifest
            .path(part)
            .properties()
            .forEach(
                entry -> {
                  String value = entry.getValue().asText("");
                  if (value.matches(
                      "(?:file|link|portal|github|gitlab|npm|workspace):.*|[\\w.-]+/.+")) {
                    found.add(value);
                  }
                  addresses(value, found);
                });
      }
    } catch (JsonProcessingException broken) {
      // Nothing is fetched by a manifest that npm cannot read.
      found.add(text.length() > 80 ? text.substring(0, 80) : text);
    }
  }

  private static void addresses(String text, Set<String> found) {
    // Properties write a colon with a backslash.
    Matcher address = ADDRESS.matcher(text.replace("\\:", ":"));
    while (address.find()) {
      found.add(host(address.group()));
    }
  }

  private static String host(String address) {
    try {
      URI uri = new URI(address.replaceFirst("^git\\+", ""));
      String host = uri.getHost() == null ? address : uri.getHost().toLowerCase(Locale.ROOT);
      // On a host for everybody the path says whose it is.
      return host.matches("(?:www\\.)?(?:github|gitlab|bitbucket)\\.\\w+|codeload\\.github\\.com")
          ? host + uri.getPath().replaceFirst("^((?:/[^/]+){2}).*$", "$1")
          : host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    } catch (URISyntaxException e) {
      return address;
    }
  }

  private static void elsewhere(String text, Set<String> found) {
    Matcher line = ELSEWHERE.matcher(text);
    while (line.find()) {
      found.add(line.group().strip());
    }
  }
}
