package dev.spadework.worker;

import static dev.spadework.desk.Story.call;

import dev.spadework.desk.Story;
import dev.spadework.workspace.Git;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A shop in shell, and what is asked of it. Its tests print TAP-like lines and a count. */
final class Shop {
  private Shop() {}

  static Git in(Path directory) {
    Git source = Git.init(directory);
    source.write("total.sh", "#!/bin/sh\n# Adds the prices.\necho $(($1 + $2))\n");
    source.write("AGENTS.md", "Keep it POSIX shell.\n");
    source.write(
        "test.sh",
        """
        passed=0; failed=0
        for t in tests/*.sh; do
          if sh "$t"; then echo "ok - $t"; passed=$((passed + 1));
          else echo "FAILED $t"; failed=$((failed + 1)); fi
        done
        echo "$passed passed, $failed failed"
        [ "$failed" = 0 ]
        """);
    source.write("tests/adds.sh", "[ \"$(sh total.sh 1 2)\" = 3 ]\n");
    source.commit("A shop");
    return source;
  }

  /** Looks, writes, runs a command, tests, finishes: every kind of effect once. */
  static Story calm() {
    return Story.named("calm")
        .plan(MainJobTest.plan(0.9))
        .turn(
            call("search", Map.of("pattern", "prices")),
            call("read_file", Map.of("path", "total.sh")))
        .turn(
            call("write_file", Map.of("path", "sub.sh", "content", "echo $(($1 - $2))\n")),
            call("run_command", Map.of("command", "sh sub.sh 3 1")),
            call("step_done", Map.of("step", 1)))
        .turn(
            call(
                "write_file",
                Map.of("path", "tests/subtracts.sh", "content", "[ \"$(sh sub.sh 3 1)\" = 2 ]\n")),
            call("step_done", Map.of("step", 2)),
            call("run_tests", Map.of()))
        .turn(
            call(
                "finish",
                Map.of(
                    "summary",
                    "`sub.sh`: subtracts\n`tests/subtracts.sh`: tests it",
                    "risks",
                    List.of("no overflow check"))))
        .summary("Add a subtraction\n\nSubtracts the second number from the first.");
  }
}
