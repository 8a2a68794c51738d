package dev.spadework;

import dev.spadework.redact.Redactor;
import dev.spadework.report.Durations;
import dev.spadework.report.Money;
import dev.spadework.report.Timeline;
import dev.spadework.task.Aside;
import dev.spadework.task.Call;
import dev.spadework.task.Entry;
import dev.spadework.task.Plan;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells a terminal what becomes of one task, a line for what a person would want to know. */
final class Watch {
  /** Looking and ticking off is not worth a line. */
  private static final Set<String> QUIET =
      Set.of("search", "read_file", "read_output", "step_done", "run_tests", "ask_human", "finish");

  private final PrintWriter out;
  private final Redactor redactor;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Call> calls = new HashMap<>();

  Watch(PrintWriter out, Redactor redactor) {
    this.out = out;
    this.redactor = redactor;
  }

  /** Takes in what happened before, without a word. */
  synchronized void knows(List<Entry> before) {
    before.forEach(this::take);
  }

  /** Takes in what happens now. */
  synchronized void sees(Entry entry) {
    take(entry);
    Task task = Task.of(entries);
    TaskEvent event = entry.event();
    if (event instanceof TaskEvent.PlanMade made) {
      plan(task, made.plan());
    } else if (event instanceof TaskEvent.TestsStarted started) {
      boolean base = started.purpose() == TestRun.Purpose.BASELINE;
      line(task, "running the tests" + (base ? " on the untouched base" : ""));
    } else if (event instanceof TaskEvent.BasePinned base) {
      line(task, "base " + base.branch() + " at " + base.commit().substring(0, 7));
    } else if (event instanceof TaskEvent.SandboxReady ready && !ready.restored()) {
      boolean docker = ready.kind().equals("docker");
      line(task, "sandbox ready: " + (docker ? "Docker, " + ready.image() : "Linux namespaces"));
    } else if (event instanceof TaskEvent.StepDone done) {
      step(task, done.step());
    } else if (event instanceof TaskEvent.ToolReturned returned) {
      tool(task, returned);
    } else if (told(event)) {
      newest(task);
    }
  }

  private void take(Entry entry) {
    entries.add(entry);
    if (entry.event() instanceof TaskEvent.ModelReplied reply) {
      reply.calls().forEach(call -> calls.put(call.id(), call));
    }
  }

  /** Questions are asked and endings told elsewhere. */
  private static boolean told(TaskEvent event) {
    return event instanceof TaskEvent.SandboxReady
        || event instanceof Aside.Withheld
        || event instanceof TaskEvent.TestsRan
        || event instanceof TaskEvent.ReplyRefused
        || event instanceof TaskEvent.Stalled;
  }

  private void plan(Task task, Plan plan) {
    line(task, "plan: " + plan.summary());
    for (int i = 0; i < plan.steps().size(); i++) {
      Plan.Step step = plan.steps().get(i);
      String files = step.files().isEmpty() ? "" : " (" + String.join(", ", step.files()) + ")";
      say("                 " + (i + 1) + ". " + step.title() + files);
    }
  }

  private void step(Task task, int step) {
    List<Plan.Step> steps = task.plan().map(Plan::steps).orElse(List.of());
    String title = step <= steps.size() ? ": " + steps.get(step - 1).title() : "";
    line(task, "step " + step + " of " + steps.size() + " done" + title);
  }

  private void tool(Task task, TaskEvent.ToolReturned returned) {
    if (returned.error() && !returned.tool().equals("run_command")
        || QUIET.contains(returned.tool())) {
      return;
    }
    Call call = calls.get(returned.call());
    if (call != null && returned.tool().endsWith("_file")) {
      line(task, returned.tool().replace("_file", "") + " " + path(call));
    } else {
      newest(task);
    }
  }

  private static String path(Call call) {
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper()
          .readTree(call.arguments())
          .path("path")
          .asText();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // The tool has told the model so; here it is one name less.
      return "";
    }
  }

  private void newest(Task task) {
    List<Timeline.Line> lines = Timeline.of(entries);
    line(task, lines.get(lines.size() - 1).what());
  }

  private void line(Task task, String text) {
    String time = Durations.words(task.spend().active());
    String spent = Money.usd(task.spend().micros());
    say(String.format("%9s %6s  %s", time, spent, text.replaceAll("\\s+", " ")));
  }

  private void say(String text) {
    out.println(Plain.text(redactor.clean(text)));
    out.flush();
  }
}
