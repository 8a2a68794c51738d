package dev.spadework.worker;

import static dev.spadework.desk.Story.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.agent.AgentSettings;
import dev.spadework.agent.ProofSettings;
import dev.spadework.agent.Repo;
import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.desk.Story;
import dev.spadework.llm.ModelSettings;
import dev.spadework.llm.Models;
import dev.spadework.llm.Provider;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.Limits;
import dev.spadework.task.Parting;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.Remote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shop in shell, and what is asked of it. Its tests print TAP-like lines and a count. */
public final class Shop {
  /** One model for every role. */
  public static final List<String> ONE_MODEL = Collections.nCopies(3, "gemini:gemini-3.5-flash");

  private static final String CUT_OFF = "cut off by a restart";
  private static final Answer.Call SUB =
      call("write_file", Map.of("path", "sub.sh", "content", "echo $(($1 - $2))\n"));
  private static final Answer.Call TEST =
      call(
          "write_file",
          Map.of("path", "tests/subtracts.sh", "content", "[ \"$(sh sub.sh 3 1)\" = 2 ]\n"));

  private Shop() {}

  /** The shop as a repository. */
  public static Git in(Path directory) {
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

  /** A model that says this, on any port that is free. */
  public static ScriptedGemini scripted(Script script) {
    try {
      return ScriptedGemini.start(0, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The models of planner, worker and summary. */
  public static Models models(String key, String baseUrl, List<String> roles) {
    return Models.of(
        new ModelSettings(
            roles.get(0),
            roles.get(1),
            roles.get(2),
            Optional.empty(),
            Map.of(Provider.GEMINI, new ModelSettings.Access(key, baseUrl))));
  }

  /** What the agent may do in so many calls, with a conversation of so many tokens. */
  public static AgentSettings settings(int maxCalls, int conversation) {
    return new AgentSettings(
        maxCalls,
        Duration.ofMinutes(30),
        8192,
        0.7,
        2000,
        DockerEngine.IMAGE,
        Limits.defaults(),
        Duration.ofSeconds(60),
        conversation,
        Parting.Limit.USUAL,
        ProofSettings.USUAL);
  }

  public static Repo repo(String name, String url, String token) {
    return new Repo(
        name,
        new Remote(name, url, Optional.of(token)),
        Optional.empty(),
        Optional.empty(),
        Optional.of("sh test.sh"),
        Optional.empty());
  }

  /** Whether this result tells of a change to the files that may be lost. */
  static boolean mustBeDoneAgain(TaskEvent.ToolReturned returned) {
    return returned.tool().equals("write_file") && returned.text().contains(CUT_OFF);
  }

  /** The calm story by a model that does again what it is told may be lost. */
  static Answer watchful(Script.Request request) {
    if (!request.tools().isEmpty()) {
      List<Integer> lost = new ArrayList<>();
      for (int i = 0; i < request.contents().size(); i++) {
        for (JsonNode part : request.contents().get(i).path("parts")) {
          JsonNode result = part.path("functionResponse");
          if (result.path("name").asText().equals("write_file")
              && result.toString().contains(CUT_OFF)) {
            lost.add(i);
          }
        }
      }
      int turn = request.turn() - lost.size();
      if (lost.contains(request.contents().size() - 1)) {
        return Answer.calls(turn == 1 ? SUB : TEST, call("run_tests", Map.of()));
      }
      return calm()
          .answer(
              new Script.Request(
                  request.model(),
                  request.system(),
                  request.tools(),
                  request.contents(),
                  request.schema(),
                  turn));
    }
    return calm().answer(request);
  }

  /** Looks, writes, runs a command, tests, finishes: every kind of effect once. */
  static Story calm() {
    return Story.named("calm")
        .plan(MainJobTest.plan(0.9))
        .turn(
            call("search", Map.of("pattern", "prices")),
            call("read_file", Map.of("path", "total.sh")))
        .turn(
            SUB,
            call("run_command", Map.of("command", "sh sub.sh 3 1")),
            call("step_done", Map.of("step", 1)))
        .turn(TEST, call("step_done", Map.of("step", 2)), call("run_tests", Map.of()))
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
