package dev.spadework.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The failed tests of {@code go test}, plain, verbose and as JSON. What a test says stands below
 * its name, or above it, or between the lines of others that run in parallel.
 */
final class GoLines implements Wording {
  private static final int MOST_LINES = 60;
  private static final int LONGEST_LINE = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAMED =
      Pattern.compile("^ *(?:=== (?:RUN|CONT|NAME) +|--- (FAIL|PASS|SKIP): )(\\S+)");
  private static final Pattern NO_TEST =
      Pattern.compile("^(?:=== PAUSE|PASS$|FAIL$|FAIL\\t|ok +\\t|\\?? +\\t|exit status \\d)");
  private static final Pattern PACKAGE = Pattern.compile("^(?:FAIL\\t|ok +\\t)");
  private static final Pattern SAID = Pattern.compile("^ +\\S+\\.go:\\d+: ?(.*)$");
  private static final Pattern PANIC = Pattern.compile("^(?:panic|fatal error): .*");
  private static final Pattern IN_TEST = Pattern.compile("^\\S+\\.(Test\\w+)(?:\\.func\\d+)*\\(");

  /** One test of the run. */
  private static final class Case {
    private final List<String> said = new ArrayList<>();
    private String message = "";
    private int from = Integer.MAX_VALUE;
    private int to;
    private boolean failed;

    void at(int line) {
      from = Math.min(from, line);
      to = Math.max(to, line);
    }

    void said(String line, int number) {
      if (said.size() < MOST_LINES) {
        said.add(line);
        at(number);
      }
    }
  }

  @Override
  public List<Finding> findings(List<String> lines) {
    return new Reading().read(lines);
  }

  /** Going through one log. */
  private static final class Reading {
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Case> cases = new LinkedHashMap<>();
    private String current = "";
    private boolean panics;
    private boolean said;

    List<Finding> read(List<String> lines) {
      if (lines.stream().noneMatch(Reading::ofGo)) {
        return List.of();
      }
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.length() <= LONGEST_LINE) {
          line(line.startsWith("{\"") ? output(line) : line, i + 1);
        }
      }
      flush();
      return findings;
    }

    /** A package has ended; the next one may have tests of the same names. */
    private void flush() {
      cases.forEach(
          (name, one) -> {
            boolean parent =
                one.message.isEmpty()
                    && cases.entrySet().stream()
                        .anyMatch(e -> e.getKey().startsWith(name + "/") && e.getValue().failed);
            if (one.failed && !parent) {
              Failure failure = FailurePlaces.failure(name, one.message, one.said);
              findings.add(new Finding(failure, one.from, one.to));
            }
          });
      cases.clear();
      current = "";
    }

    private static boolean ofGo(String line) {
      return line.startsWith("--- FAIL: ")
          || line.startsWith("FAIL\t")
          || line.startsWith("{\"") && line.contains("\"Action\":\"fail\"");
    }

    private void line(String line, int number) {
      Matcher named = NAMED.matcher(line);
      if (named.find()) {
        current = named.group(2);
        panics = false;
        said = false;
        Case one = cases.computeIfAbsent(current, name -> new Case());
        if ("FAIL".equals(named.group(1))) {
          one.failed = true;
          one.at(number);
        }
      } else if (NO_TEST.matcher(line).find()) {
        current = "";
        panics = false;
        if (PACKAGE.matcher(line).find()) {
          flush();
        }
      } else if (panics || PANIC.matcher(line).matches()) {
        panic(line, number);
      } else if (!current.isEmpty()) {
        ofTest(line, number);
      }
    }

    private void panic(String line, int number) {
      Matcher in = IN_TEST.matcher(line);
      if (current.isEmpty() && in.find()) {
        // A test that timed out is named by its frame only.
        Case unnamed = cases.remove("");
        current = in.group(1);
        if (unnamed != null) {
          cases.put(current, unnamed);
        }
      }
      Case one = cases.computeIfAbsent(current, name -> new Case());
      if (!panics) {
        one.message = line;
        one.failed = true;
        panics = true;
      }
      one.said(line, number);
    }

    private void ofTest(String line, int number) {
      Case one = cases.get(current);
      Matcher place = SAID.matcher(line);
      if (place.find()) {
        said = true;
        one.said(line, number);
        one.message = one.message.isEmpty() ? place.group(1) : one.message;
      } else if (said && line.startsWith("        ")) {
        one.said(line, number);
        boolean open =
            one.message.isBlank() || one.message.length() < 200 && number <= one.from + 6;
        one.message = open ? (one.message + "\n" + line.strip()).strip() : one.message;
      } else {
        said = false;
      }
    }

    /** What a line of the JSON form has the test print. */
    private String output(String line) {
      try {
        JsonNode event = JSON.readTree(line);
        String test = event.path("Test").asText();
        if (!test.isEmpty() && !panics) {
          current = test;
          cases.computeIfAbsent(test, name -> new Case());
        }
        return event.path("Output").asText().stripTrailing();
      } catch (JsonProcessingException e) {
        // A line of something else that begins like one.
        return line;
      }
    }
  }
}
