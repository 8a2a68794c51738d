package testing;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs every method marked with {@link Test}; one line each, JUnit's XML, and a summary. */
public final class Runner {
  private record Result(String test, double seconds, Throwable thrown) {
    boolean failed() {
      return thrown != null;
    }
  }

  private Runner() {}

  public static void main(String[] args) throws Exception {
    Path classes = Path.of(args[0]);
    Path reports = Files.createDirectories(Path.of(args[1]));
    int passed = 0;
    int failed = 0;
    for (String name : testClasses(classes)) {
      List<Result> results = run(Class.forName(name, true, Thread.currentThread().getContextClassLoader()));
      for (Result result : results) {
        print(name, result);
        if (result.failed()) {
          failed++;
        } else {
          passed++;
        }
      }
      Files.writeString(reports.resolve("TEST-" + name + ".xml"), xml(name, results));
    }
    System.out.println(passed + " passed, " + failed + " failed");
    System.exit(failed > 0 || passed == 0 ? 1 : 0);
  }

  private static List<String> testClasses(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith("Test.class") && !file.startsWith("testing"))
          .map(file -> file.replace(".class", "").replace('/', '.').replace('\\', '.'))
          .sorted()
          .toList();
    }
  }

  private static List<Result> run(Class<?> type) throws Exception {
    List<Result> results = new ArrayList<>();
    List<Method> methods = new ArrayList<>(List.of(type.getDeclaredMethods()));
    methods.sort(Comparator.comparing(Method::getName));
    for (Method method : methods) {
      if (method.isAnnotationPresent(Test.class)) {
        long start = System.nanoTime();
        Throwable thrown = null;
        try {
          var constructor = type.getDeclaredConstructor();
          constructor.setAccessible(true);
          method.setAccessible(true);
          method.invoke(constructor.newInstance());
        } catch (InvocationTargetException e) {
          thrown = e.getCause();
        }
        results.add(new Result(method.getName(), (System.nanoTime() - start) / 1e9, thrown));
      }
    }
    return results;
  }

  private static void print(String name, Result result) {
    String test = name.substring(name.lastIndexOf('.') + 1) + "." + result.test;
    if (result.failed()) {
      System.out.println("FAILED " + test + ": " + message(result.thrown) + place(name, result.thrown));
    } else {
      System.out.println("ok     " + test);
    }
  }

  private static String message(Throwable thrown) {
    return thrown instanceof AssertionError ? thrown.getMessage() : thrown.toString();
  }

  private static String place(String name, Throwable thrown) {
    for (StackTraceElement element : thrown.getStackTrace()) {
      if (element.getClassName().equals(name)) {
        return " (" + element.getFileName() + ":" + element.getLineNumber() + ")";
      }
    }
    return "";
  }

  private static String xml(String name, List<Result> results) {
    long failures = results.stream().filter(Result::failed).count();
    double seconds = results.stream().mapToDouble(Result::seconds).sum();
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(String.format(Locale.ROOT,
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\" time=\"%.3f\">%n",
        name, results.size(), failures, seconds));
    for (Result result : results) {
      xml.append(String.format(Locale.ROOT,
          "  <testcase classname=\"%s\" name=\"%s\" time=\"%.3f\"", name, result.test, result.seconds));
      if (result.failed()) {
        xml.append(">\n    <failure message=\"").append(escape(message(result.thrown))).append("\">");
        xml.append(escape(message(result.thrown) + place(name, result.thrown)));
        xml.append("</failure>\n  </testcase>\n");
      } else {
        xml.append("/>\n");
      }
    }
    return xml.append("</testsuite>\n").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
