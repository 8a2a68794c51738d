package dev.spadework.agent;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.context.Hidden;
import dev.spadework.report.LogWords;
import dev.spadework.task.LogEvent;
import dev.spadework.task.LogScan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The proposals of a scan. Which kinds they are about is settled before; of a model's words only
 * those are taken that say nothing that the log does not show, and what is refused is told.
 */
final class LogWording {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More complaints about one reply help nobody. */
  private static final int COMPLAINTS = 8;

  private final LogScan scan;
  private final Map<Integer, LogScan.Proposal> worded = new LinkedHashMap<>();
  private final List<String> refused = new ArrayList<>();

  private LogWording(LogScan scan) {
    this.scan = scan;
  }

  /**
   * The report.
   *
   * @param reply what a model said; empty: none was asked, or none answered
   */
  static LogEvent.LogsReported of(LogScan scan, Optional<String> reply) {
    LogWording wording = new LogWording(scan);
    reply.ifPresent(wording::read);
    LogEvent.LogsRead read = scan.read().orElseThrow();
    List<LogScan.Proposal> proposals =
        read.proposed().stream()
            .map(
                number ->
                    wording.worded.getOrDefault(
                        number,
                        new LogScan.Proposal(
                            number, LogWords.title(read.clusters(), number), "", false)))
            .toList();
    return new LogEvent.LogsReported(
        proposals, wording.refused.stream().limit(COMPLAINTS).toList());
  }

  private void read(String reply) {
    JsonNode proposals;
    try {
      proposals = JSON.readTree(reply).path("proposals");
    } catch (JsonProcessingException e) {
      refused.add(say("logs.refused.json"));
      return;
    }
    if (!proposals.isArray()) {
      refused.add(say("logs.refused.json"));
      return;
    }
    proposals.forEach(this::proposal);
  }

  private void proposal(JsonNode node) {
    int number = node.path("kind").asInt(0);
    LogEvent.LogsRead read = scan.read().orElseThrow();
    if (number < 1 || number > read.kinds()) {
      refused.add(say("logs.refused.invented", "kind", number, "kinds", read.kinds()));
    } else if (!read.proposed().contains(number)) {
      refused.add(say("logs.refused.unasked", "kind", number));
    } else if (worded.containsKey(number)) {
      refused.add(say("logs.refused.twice", "kind", number));
    } else {
      String title = line(node.path("title").asText(""));
      String why = line(node.path("why").asText(""));
      LogScan.Cluster kind = read.clusters().get(number - 1);
      Optional<String> wrong = LogClaims.wrong(kind, title, why);
      wrong.ifPresentOrElse(
          reason -> refused.add(say("logs.refused", "kind", number, "why", reason)),
          () -> worded.put(number, new LogScan.Proposal(number, title, why, true)));
    }
  }

  private static String line(String text) {
    return Hidden.strip(text).replaceAll("\\s+", " ").strip();
  }
}
