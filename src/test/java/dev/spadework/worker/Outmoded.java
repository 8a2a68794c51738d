package dev.spadework.worker;

import dev.spadework.workspace.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Small projects of which something is outdated. Maven, Gradle and npm ask their registries; the
 * others have one of their own in the container, which the setup makes, and ask that.
 */
enum Outmoded {
  MAVEN(
      List.of("pom.xml", "src/main/java/dev/acme/Clean.java"),
      "mvn -B -q -fae -Dmaven.test.failure.ignore=true test",
      "mvn -B -o -fae test",
      "sed -i s/Whitelist/Safelist/g src/main/java/dev/acme/Clean.java"),
  GRADLE(
      List.of("build.gradle"),
      "gradle --no-daemon -q test",
      "gradle --offline --no-daemon --no-build-cache --continue cleanTest test",
      "true"),
  NPM(
      List.of("package.json", "package-lock.json"),
      "npm ci --no-audit --no-fund",
      "npm test",
      "cp -a ~/updates/tree/node_modules ."),
  PIP(
      List.of("requirements.txt"),
      Own.REGISTRY
          + "mkdir -p ~/.config/pip && printf '[global]\\nindex-url = http://127.0.0.1:8091/simple\\n'"
          + " > ~/.config/pip/pip.conf && { python3 -m http.server 8091 --bind 127.0.0.1"
          + " -d ~/registries/pip > /dev/null 2>&1 & } && sleep 1"
          + " && python3 -m venv --system-site-packages ~/venv"
          + " && ~/venv/bin/pip install -q --disable-pip-version-check -r requirements.txt",
      "PATH=\"$HOME/venv/bin:$PATH\" python3 -m unittest discover -v",
      "true"),
  CARGO(
      List.of("Cargo.toml", "Cargo.lock"),
      Own.REGISTRY
          + "mkdir -p ~/.cargo && printf '[source.crates-io]\\nreplace-with = \"own\"\\n[source.own]\\n"
          + "local-registry = \"%s\"\\n' ~/registries/cargo > ~/.cargo/config.toml"
          + " && cargo fetch --locked",
      "cargo test --offline --no-fail-fast",
      "true"),
  GO(
      List.of("go.mod", "go.sum"),
      Own.REGISTRY
          + "go env -w GOPROXY=file://$HOME/registries/go GOSUMDB=off"
          + " && go mod download && { go test -run '^$' ./... >/dev/null 2>&1 || true; }",
      "GOPROXY=off go test -v ./...",
      "true");

  private static final Path PROJECTS = Path.of("src/test/resources/projects/outdated");

  private final List<String> changed;
  private final String setup;
  private final String test;
  private final String besides;

  /** Where the setup makes the registries. */
  private static final class Own {
    private static final String REGISTRY = "python3 registries.py ~/registries && ";
  }

  Outmoded(List<String> changed, String setup, String test, String besides) {
    this.changed = changed;
    this.setup = setup;
    this.test = test;
    this.besides = besides;
  }

  List<String> changed() {
    return changed;
  }

  String setup() {
    return setup;
  }

  String test() {
    return test;
  }

  /** Takes over what was raised and fetched. */
  String takeOver() {
    List<String> raised =
        changed.stream()
            .filter(path -> !path.contains("/"))
            .map("~/updates/tree/"::concat)
            .toList();
    return "cp " + String.join(" ", raised) + " . && " + besides;
  }

  Git in(Path directory) {
    Git source = Git.init(directory);
    Path own = PROJECTS.resolve(name().toLowerCase(Locale.ROOT));
    try (Stream<Path> files = Files.walk(own)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = own.relativize(file).toString();
        source.write(path.equals("gitignore") ? ".gitignore" : path, Files.readString(file));
      }
      source.write("registries.py", Files.readString(PROJECTS.resolve("registries.py")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    source.commit("Something outdated");
    return source;
  }
}
