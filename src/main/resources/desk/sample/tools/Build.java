import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles src and test into build/classes and hands over to testing.Runner. */
public class Build {
  public static void main(String[] args) throws Exception {
    Path build = Path.of("build");
    clear(build);
    Path classes = Files.createDirectories(build.resolve("classes"));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      System.err.println("This Java has no compiler. Install a JDK, 17 or newer.");
      System.exit(2);
    }
    List<String> options = new ArrayList<>(List.of("-d", classes.toString()));
    options.addAll(List.of("-encoding", "UTF-8", "-Xlint:all", "-Werror", "-proc:none"));
    for (String root : List.of("src", "test")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files.map(Path::toString).filter(f -> f.endsWith(".java")).sorted().forEach(options::add);
      }
    }
    if (javac.run(null, System.out, System.err, options.toArray(String[]::new)) != 0) {
      System.err.println("It does not compile.");
      System.exit(2);
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Thread.currentThread().setContextClassLoader(loader);
      loader
          .loadClass("testing.Runner")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {classes.toString(), "build/test-results"});
    }
  }

  private static void clear(Path directory) throws Exception {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
