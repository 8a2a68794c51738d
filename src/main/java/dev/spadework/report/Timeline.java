package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Aside;
import dev.spadework.task.Call;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.LogEvent;
import dev.spadework.task.Proof;
import dev.spadework.task.ProofEvent;
import dev.spadework.task.TalkEvent;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import dev.spadework.task.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What happened to a task, a line each, with what it used. */
public final class Timeline {
  private static final int WORDS = 160;

  private final Map<String, Call> calls = new HashMap<>();
  private final Map<String, Gate> gates = new HashMap<>();

  private final Names names;

  private Timeline(Names names) {
    this.names = names;
  }

  /**
   * One line.
   *
   * @param what untrusted text among it
   * @param micros price in millionths of a US dollar
   */
  public record Line(Instant at, String what, Usage usage, long micros) {}

  /** The lines, oldest first. Entries that say nothing to people have none. */
  public static List<Line> of(List<Entry> entries) {
    return of(entries, Names.IDS);
  }

  /** The same with people called by their names. */
  public static List<Line> of(List<Entry> entries, Names names) {
    Timeline timeline = new Timeline(names);
    List<Line> lines = new ArrayList<>();
    for (Entry entry : entries) {
      String what = timeline.words(entry.event());
      if (!what.isEmpty()) {
        boolean reply = entry.event() instanceof TaskEvent.ModelReplied;
        Usage usage = reply ? ((TaskEvent.ModelReplied) entry.event()).usage() : Usage.NONE;
        long micros = reply ? ((TaskEvent.ModelReplied) entry.event()).micros() : 0;
        lines.add(
            new Line(
                entry.at(), Code.shortened(TestWords.oneLine(what), 2 * WORDS), usage, micros));
      }
    }
    return lines;
  }

  private String words(TaskEvent event) {
    if (event instanceof TaskEvent.Asked e) {
      return say(
          "line.asked",
          "who",
          names.of(e.request().by()),
          "text",
          e.request().text(),
          "repo",
          e.request().repo());
    } else if (event instanceof TaskEvent.Claimed e) {
      return say("line.claimed", "worker", e.worker());
    } else if (event instanceof TaskEvent.BasePinned e) {
      return say("line.base", "branch", e.branch(), "commit", e.commit());
    } else if (event instanceof TaskEvent.SandboxReady e) {
      return say(
          e.restored() ? "line.sandbox.restored" : "line.sandbox",
          "kind",
          e.kind(),
          "image",
          e.image());
    } else if (event instanceof TaskEvent.Briefed e) {
      return briefed(e);
    } else if (event instanceof TaskEvent.TestsRan e) {
      return tests(e.run());
    } else if (event instanceof TaskEvent.ModelReplied e) {
      return model(e);
    } else if (event instanceof TaskEvent.ReplyRefused e) {
      return say("line.refused", "reason", e.reason());
    } else if (event instanceof TaskEvent.PlanMade e) {
      return say(
          "line.plan",
          "steps",
          Counted.of(e.plan().steps().size(), "step"),
          "summary",
          e.plan().summary());
    } else if (event instanceof TaskEvent.ToolReturned e) {
      return tool(e);
    } else if (event instanceof TaskEvent.StepDone e) {
      return say("line.step", "step", e.step());
    } else if (event instanceof TaskEvent.Said e) {
      return say("line.said", "who", names.of(e.by()), "text", e.text());
    }
    return ending(event);
  }

  private static String proof(Proof proof) {
    return proof.held()
        ? say("line.proof", "kind", proof.kind().label())
        : say(
            "line.proof.not",
            "kind",
            proof.kind().label(),
            "what",
            String.join(" ", ProofWords.missing(proof)));
  }

  private String ending(TaskEvent event) {
    if (event instanceof TaskEvent.GateOpened e) {
      gates.put(e.gate().id(), e.gate());
      return say("line.gate", "question", e.gate().question());
    } else if (event instanceof TaskEvent.Decided e) {
      return decided(e);
    } else if (event instanceof TaskEvent.PlanChangeAsked e) {
      return say("line.plan.change", "who", e.by(), "text", e.text());
    } else if (event instanceof Aside.Reasoned e) {
      return say("line.reason", "who", e.by(), "text", e.text());
    } else if (event instanceof ProofEvent.Proved e) {
      return proof(e.proof());
    } else if (event instanceof ProofEvent.KindChosen e) {
      return e.by().isEmpty()
          ? say("line.kind.planner", "kind", e.kind().label())
          : say("line.kind", "who", names.of(e.by()), "kind", e.kind().label());
    } else if (event instanceof Aside.Withheld e) {
      return say("line.withheld", "files", WithheldWords.files(e));
    } else if (event instanceof Aside.FellBack e) {
      return say("line.fell.back", "from", e.from(), "to", e.to(), "why", e.why());
    } else if (event instanceof Aside.Recalled e) {
      return say("line.lessons", "lessons", String.join(", ", e.lessons()));
    } else if (event instanceof Aside.LessonProposed e) {
      return say("line.lesson", "lesson", e.lesson(), "text", e.text());
    } else if (event instanceof Aside.LessonSettled e) {
      return say(
          e.kept() ? "line.lesson.kept" : "line.lesson.dropped",
          "lesson",
          e.lesson(),
          "who",
          names.of(e.by()));
    } else if (event instanceof Aside.PlanSized e) {
      return say("line.sized", "parts", Counted.of(e.parts().size(), "part"));
    } else if (event instanceof Aside.PartStarted e) {
      return say("line.part", "who", e.by(), "part", e.part());
    } else if (event instanceof Aside.PartsOrdered e) {
      return say("line.parts", "who", e.by());
    } else if (event instanceof Aside.PartOpened e) {
      return say("line.part.opened", "part", e.part(), "task", e.task());
    } else if (event instanceof Aside.Reminded) {
      return say("line.reminded");
    } else if (event instanceof Aside.Parked) {
      return say("line.parked");
    } else if (event instanceof TalkEvent.Folded e) {
      return say(
          e.byModel() ? "line.folded" : "line.folded.listed",
          "before",
          e.before(),
          "after",
          e.after());
    } else if (event instanceof DeliveryEvent.Finished e) {
      return say("line.finished", "files", Counted.of(e.changes().size(), "file"));
    } else if (event instanceof DeliveryEvent.Committed e) {
      return say("line.committed", "commit", e.commit(), "branch", e.branch());
    } else if (event instanceof DeliveryEvent.Pushed e) {
      return say("line.pushed", "commit", e.commit());
    } else if (event instanceof DeliveryEvent.PullRequestOpened e) {
      return say("line.pull", "url", e.url());
    } else if (event instanceof LogEvent e) {
      return logs(e);
    } else if (event instanceof TaskEvent.Stalled e) {
      return say("line.stalled", "what", e.waitingFor(), "attempt", e.attempt());
    } else if (event instanceof TaskEvent.GaveUp e) {
      return say("line.gaveup", "reason", e.reason());
    } else if (event instanceof TaskEvent.Cancelled e) {
      return say("line.cancelled", "who", names.of(e.by()));
    } else if (event instanceof Aside.RequestEdited e) {
      return e.text().isBlank()
          ? say("line.deleted", "who", names.of(e.by()))
          : say("line.edited", "who", names.of(e.by()), "text", e.text());
    } else if (event instanceof Aside.EditSettled e) {
      return say(e.startOver() ? "line.edit.over" : "line.edit.on", "who", names.of(e.by()));
    } else if (event instanceof Aside.Gathered e) {
      return say("line.gathered", "files", Counted.of(e.attachments().size(), "file"));
    }
    return "";
  }

  private String logs(LogEvent event) {
    if (event instanceof LogEvent.LogsRead e) {
      return say(
          "line.logs.read",
          "lines",
          Counted.of((int) Math.min(e.lines(), Integer.MAX_VALUE), "line"),
          "kinds",
          Counted.of(e.kinds(), "kind"));
    } else if (event instanceof LogEvent.LogsReported e) {
      return say("line.logs.reported", "proposals", Counted.of(e.proposals().size(), "task"));
    } else if (event instanceof LogEvent.ProposalStarted e) {
      return say("line.proposal", "who", names.of(e.by()), "proposal", e.proposal());
    } else if (event instanceof LogEvent.ProposalOpened e) {
      return say("line.proposal.opened", "proposal", e.proposal(), "task", e.task());
    } else if (event instanceof LogEvent.ProposalDismissed e) {
      return say("line.proposal.dismissed", "who", names.of(e.by()), "proposal", e.proposal());
    }
    return "";
  }

  private static String briefed(TaskEvent.Briefed briefed) {
    int all = briefed.tokens().stream().mapToInt(TaskEvent.Layer::tokens).sum();
    return say(
        "line.briefed",
        "tokens",
        all,
        "layers",
        briefed.tokens().stream()
            .map(layer -> layer.name() + " " + layer.tokens())
            .collect(Collectors.joining(", ")));
  }

  private String model(TaskEvent.ModelReplied reply) {
    reply.calls().forEach(call -> calls.put(call.id(), call));
    String did =
        reply.calls().isEmpty()
            ? Code.shortened(TestWords.oneLine(reply.text()), WORDS)
            : String.join(", ", reply.calls().stream().map(Call::tool).toList());
    return say(
        "line.model",
        "purpose",
        reply.purpose().name().toLowerCase(java.util.Locale.ROOT),
        "model",
        reply.model(),
        "did",
        did);
  }

  private String tool(TaskEvent.ToolReturned returned) {
    Call call = calls.get(returned.call());
    String what =
        call != null && call.tool().equals("run_command")
            ? Code.of(Commands.command(call))
            : returned.tool();
    String how =
        returned
            .exit()
            .map(exit -> say("line.exit", "exit", exit))
            .orElse(say(returned.error() ? "line.error" : "line.ok"));
    return say("line.tool", "what", what, "how", how);
  }

  private String decided(TaskEvent.Decided decided) {
    Gate gate = gates.get(decided.gate());
    String about = gate == null ? decided.gate() : gate.question();
    String text = decided.text().isBlank() ? "" : ": " + decided.text();
    return say(
        "line.decided",
        "choice",
        decided.choice().label(),
        "who",
        names.of(decided.by()),
        "about",
        about,
        "text",
        text);
  }

  private static String tests(TestRun run) {
    return say(
        run.purpose() == TestRun.Purpose.BASELINE ? "line.tests.base" : "line.tests",
        "result",
        TestWords.result(run),
        "command",
        Code.of(run.command()));
  }
}
