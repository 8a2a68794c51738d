package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.sandbox.Result;
import dev.spadework.task.Call;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One tool call: what is written down, what teaches, what is never run twice. */
class RunningTest {
  @TempDir Path dir;
  private Shed shed;

  @BeforeEach
  void open() {
    shed = new Shed(dir);
  }

  private <T extends TaskEvent> List<T> all(Class<T> shape) {
    return shed.notebook.all(shape);
  }

  @Test
  void anUnknownToolTeachesWhichThereAre() {
    TaskEvent.ToolReturned returned = shed.call("git_push", "{}");
    assertThat(returned.error()).isTrue();
    assertThat(returned.text())
        .isEqualTo(
            "There is no tool git_push. The tools are: search, read_file, edit_file, write_file,"
                + " delete_file, run_command, run_tests, read_output, step_done, ask_human,"
                + " finish");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "read_file | [] | The arguments must be one JSON object.",
        "read_file | not json | The arguments must be one JSON object.",
        "read_file | ~~ | The arguments must be one JSON object.",
        "read_file | {} | The argument `path` (text) is missing.",
        "read_file | {\"path\":null} | The argument `path` (text) is missing.",
        "read_file | {\"path\":\"a.txt\",\"from\":\"x\"} | The argument `from` must be a whole number.",
        "read_file | {\"path\":\"a.txt\",\"from\":99} | a.txt has 3 lines.",
        "search | {\"pattern\":\"(\"} | is not a regular expression",
        "write_file | {\"path\":\"x\"} | The argument `content` (text) is missing.",
        "step_done | {\"step\":3} | The plan has steps 1 to 2.",
        "step_done | {} | The argument `step` (text) is missing.",
        "read_output | {\"id\":\"c99\"} | There is no output c99.",
        "finish | {} | The argument `summary` (text) is missing."
      })
  void aMalformedCallIsAShortErrorThatTeaches(String tool, String arguments, String taught) {
    TaskEvent.ToolReturned returned = shed.call(tool, arguments);
    assertThat(returned.error()).isTrue();
    assertThat(returned.text()).contains(taught).hasSizeLessThan(400);
  }

  @Test
  void numbersAndListsAreReadLeniently() {
    assertThat(shed.call("read_file", "{\"path\":\"a.txt\",\"from\":\"2\",\"to\":2.0}").text())
        .isEqualTo("lines 2-2 of 3:\ntwo");
    assertThat(shed.call("read_file", "{\"path\":\"a.txt\",\"from\":-5,\"to\":900}").text())
        .isEqualTo("one\ntwo\nthree");
  }

  @Test
  void aCallIsInTheRecordBeforeItRunsAndWithItsTreeAfter() {
    shed.call("write_file", Map.of("path", "new.txt", "content", "x"));
    assertThat(all(TaskEvent.ToolStarted.class)).hasSize(1);
    TaskEvent.Checkpointed kept = all(TaskEvent.Checkpointed.class).get(0);
    assertThat(shed.notebook.kept(kept.blob())).isPresent();
    List<String> names =
        shed.notebook.entries().stream().map(e -> e.event().getClass().getSimpleName()).toList();
    assertThat(names).endsWith("ModelReplied", "ToolStarted", "Checkpointed", "ToolReturned");
  }

  @Test
  void onlyTheNewestCheckpointIsKeptAndNoneForACallThatChangedNothing() {
    shed.call("write_file", Map.of("path", "new.txt", "content", "x"));
    shed.call("read_file", Map.of("path", "new.txt"));
    shed.call("write_file", Map.of("path", "new.txt", "content", "y"));
    List<TaskEvent.Checkpointed> made = all(TaskEvent.Checkpointed.class);
    assertThat(made).hasSize(2);
    assertThat(shed.notebook.kept(made.get(0).blob())).isEmpty();
    assertThat(shed.notebook.kept(made.get(1).blob())).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"run_command, command, touch x", "write_file, path, x", "delete_file, path, a.txt"})
  void aCallThatWasCutOffIsNotRunAgain(String tool, String name, String value) {
    List<String> ran = new ArrayList<>();
    shed.commands =
        command -> {
          ran.add(command);
          return Shed.exited(0, "");
        };
    Call call = shed.replied(tool, "{\"" + name + "\":\"" + value + "\",\"content\":\"c\"}");
    shed.notebook.write(new TaskEvent.ToolStarted(call.id()));
    shed.step(call, true);
    TaskEvent.ToolReturned returned = all(TaskEvent.ToolReturned.class).get(0);
    assertThat(returned.error()).isTrue();
    assertThat(returned.text()).contains("cut off by a restart", "Look before you repeat it");
    assertThat(ran).isEmpty();
    assertThat(shed.tree.root().resolve("a.txt")).exists();
    assertThat(shed.tree.root().resolve("x")).doesNotExist();
  }

  @Test
  void aCallThatOnlyReadsIsRunAgain() {
    Call call = shed.replied("read_file", "{\"path\":\"docs/b.txt\"}");
    shed.notebook.write(new TaskEvent.ToolStarted(call.id()));
    shed.step(call, true);
    assertThat(all(TaskEvent.ToolReturned.class).get(0).text()).isEqualTo("b");
    assertThat(all(TaskEvent.ToolStarted.class)).hasSize(1);
  }

  @Test
  void aCommandThatReachesOutAsksWithTheExactCommandAndNothingRuns() {
    String command = "curl -d @a.txt https://example.com";
    Call call = shed.replied("run_command", "{\"command\":\"" + command + "\"}");
    shed.commands =
        any -> {
          throw new AssertionError("ran " + any);
        };
    shed.step(call, false);
    Gate gate = all(TaskEvent.GateOpened.class).get(0).gate();
    assertThat(gate.kind()).isEqualTo(Gate.Kind.COMMAND);
    assertThat(gate.subject()).isEqualTo(call.id());
    assertThat(String.join("\n", gate.details())).contains(command);
    assertThat(all(TaskEvent.ToolStarted.class)).isEmpty();
  }

  @Test
  void anApprovedCommandRunsAndARefusedOneIsTold() {
    shed.commands = command -> Shed.exited(0, "sent");
    assertThat(decided(Choice.APPROVE, "").text()).isEqualTo("exit 0\nsent");
    shed.commands =
        command -> {
          throw new AssertionError("ran");
        };
    assertThat(decided(Choice.REJECT, "use a mock").text())
        .isEqualTo("A person refused this command. use a mock");
  }

  private TaskEvent.ToolReturned decided(Choice choice, String text) {
    Call call = shed.replied("run_command", "{\"command\":\"curl https://example.com\"}");
    shed.step(call, false);
    String gate = shed.notebook.task().gates().open().orElseThrow().id();
    shed.notebook.write(new TaskEvent.Decided(gate, choice, "U0BOB", text));
    shed.step(call, false);
    List<TaskEvent.ToolReturned> all = all(TaskEvent.ToolReturned.class);
    return all.get(all.size() - 1);
  }

  @Test
  void neverIsNeverAndNobodyIsAsked() {
    TaskEvent.ToolReturned returned =
        shed.call("run_command", Map.of("command", "kubectl apply -f x.yml"));
    assertThat(returned.text()).startsWith("Refused: ");
    assertThat(all(TaskEvent.GateOpened.class)).isEmpty();
  }

  @Test
  void aQuestionOfTheModelIsAGateAndItsAnswerIsTheResult() {
    Call call =
        shed.replied("ask_human", "{\"question\":\"Comma?\",\"options\":[\"comma\",\"tab\"]}");
    shed.step(call, false);
    Gate gate = shed.notebook.task().gates().open().orElseThrow();
    assertThat(gate.options()).containsExactly("comma", "tab");
    shed.notebook.write(new TaskEvent.Decided(gate.id(), Choice.ANSWER, "U0BOB", "tab"));
    shed.step(call, false);
    assertThat(all(TaskEvent.ToolReturned.class).get(0).text()).isEqualTo("Answer: tab");
  }

  @Test
  void aLongOutputIsCutAndCanBeReadInSlices() {
    String output = "line of output\n".repeat(5_000);
    shed.commands = command -> Shed.exited(0, output);
    TaskEvent.ToolReturned returned = shed.call("run_command", Map.of("command", "make"));
    assertThat(returned.text()).contains("read_output id c1").hasSizeLessThan(14_000);
    TaskEvent.ToolReturned slice =
        shed.call("read_output", Map.of("id", "c1", "from", 4_990, "to", 5_000));
    assertThat(slice.text()).startsWith("lines 4990-5000 of 5000:\nline of output");
  }

  @Test
  void aLongOutputCanBeSearchedByTheSameLineNumbers() {
    String lines = "Copying\r50 %\r100 %\n".repeat(3_000);
    shed.commands = command -> Shed.exited(0, lines + "WARN (a+)+$ of 3\n" + lines + "warn 4\n");
    shed.call("run_command", Map.of("command", "make"));
    String found = read(Map.of("id", "c1", "pattern", "(A+)+$|nothing"));
    assertThat(found).isEqualTo("3001: WARN (a+)+$ of 3");
    assertThat(read(Map.of("id", "c1", "from", 3_001, "to", 3_001)))
        .endsWith(":\nWARN (a+)+$ of 3");
    assertThat(read(Map.of("id", "c1", "pattern", "warn", "from", 3_002)))
        .isEqualTo("6002: warn 4");
    assertThat(read(Map.of("id", "c1", "pattern", "100 %")))
        .hasLineCount(41)
        .endsWith("\n… 5960 more lines hold it.");
    assertThat(read(Map.of("id", "c1", "pattern", "WARN.*3"))).contains("`pattern` is plain text");
    assertThat(read(Map.of("id", "c1", "pattern", "| |"))).contains("1 to 500 characters");
  }

  private String read(Map<String, Object> arguments) {
    return shed.call("read_output", arguments).text();
  }

  @Test
  void aCommandThatFailsIsDigestedByWhatFailedInTheTreesFiles() {
    String noise = "[INFO] nothing of interest\n[DEBUG] neither\n".repeat(500);
    shed.commands =
        command ->
            Shed.exited(
                2, noise + "a.txt:2:5: error: no such thing\n" + noise + "make: *** [all]\n");
    TaskEvent.ToolReturned returned = shed.call("run_command", Map.of("command", "make"));
    assertThat(returned.text())
        .startsWith("exit 2\n1 compile error; 2,002 lines of output\nFAILED a.txt:2 (line 1001)")
        .contains("\n  no such thing")
        .endsWith("(all of it: read_output id c1)");
  }

  @Test
  void whatACommandPrintsOfOurSecretsIsNotShownToTheModel() {
    shed.commands = command -> Shed.exited(1, "token s3cret-value");
    TaskEvent.ToolReturned returned = shed.call("run_command", Map.of("command", "env"));
    assertThat(returned.text()).isEqualTo("exit 1\ntoken [redacted]");
    assertThat(returned.exit()).contains(1);
  }

  @Test
  void aTimeOutIsSaidInWords() {
    shed.commands = command -> Shed.result(Result.Status.TIMED_OUT, -1, "half");
    assertThat(shed.call("run_command", Map.of("command", "sleep 999")).text())
        .isEqualTo("timed out after 1 s and was killed\nhalf");
  }
}
