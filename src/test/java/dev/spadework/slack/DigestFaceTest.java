package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Digest;
import dev.spadework.report.Names;
import dev.spadework.report.Story;
import dev.spadework.report.Week;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digest as it is sent, compared literally. */
class DigestFaceTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  @TempDir java.nio.file.Path folder;
  private SlackTown town;
  private Web web;
  private DigestFace face;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).openClosed();
    web = new Web(town.settings(), town.redactor, new Door(town.clock), Duration.ofSeconds(5));
    Mrkdwn mrkdwn = new Mrkdwn(Redactor.of(List.of()));
    Openness openness = new Openness(new PageCalls(web), town.clock);
    face = new DigestFace(new Lists(mrkdwn, openness), mrkdwn);
  }

  @AfterEach
  void close() throws Exception {
    web.close();
    town.close();
  }

  private Face face(List<Story> stories, String since, String at, long spent) {
    Instant then = Instant.parse(at);
    Digest.Span span = new Digest.Span(Instant.parse(since), then, ZONE);
    return face.of(Digest.of(stories, span, spent, 20_000_000, Names.IDS), true);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = DigestFaceTest.class.getResourceAsStream("/golden/digest/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    }
  }

  private static void compare(Face shown, String name) throws IOException {
    String all = shown.text() + "\n\n" + JSON.writeValueAsString(shown.blocks());
    assertThat(all).isEqualTo(golden(name + ".txt"));
  }

  @Test
  void aBusyDay() throws IOException {
    compare(
        face(Week.busy().stories(), "2026-11-25T08:00:00Z", "2026-11-26T08:30:00Z", 1_840_000),
        "busy");
  }

  @Test
  void aQuietDay() throws IOException {
    Week week =
        new Week()
            .with(
                Week.task("t-1", "acme/shop", "x", "2026-11-20T06:00:00Z")
                    .opens("2026-11-20T08:00:00Z", 1, "One"));
    compare(face(week.stories(), "2026-11-26T08:00:00Z", "2026-11-27T08:00:00Z", 0), "quiet");
  }

  @Test
  void aMonday() throws IOException {
    Week week =
        new Week()
            .with(
                Week.task("t-1", "acme/shop", "x", "2026-11-26T06:00:00Z")
                    .spends("2026-11-26T06:30:00Z", 400_000)
                    .opens("2026-11-26T08:00:00Z", 80, "Paging")
                    .seen("2026-11-28T11:00:00Z", PullState.MERGED, "", "", "dee"))
            .with(
                Week.task("t-2", "acme/shop", "y", "2026-11-27T06:00:00Z")
                    .asks("2026-11-28T09:00:00Z", Gate.Kind.PLAN, "This is my plan."));
    compare(
        face(week.stories(), "2026-11-27T08:00:00Z", "2026-11-30T08:00:00Z", 3_100_000), "monday");
  }

  @Test
  void aVeryFullDayStaysWithinWhatAMessageTakes() {
    Week week = new Week();
    IntStream.range(0, 60)
        .forEach(
            i ->
                week.with(
                        Week.task("t-q" + i, "acme/shop", "x", "2026-11-25T06:00:00Z")
                            .asks("2026-11-25T09:00:00Z", Gate.Kind.PLAN, "why ".repeat(200)))
                    .with(
                        Week.task("t-p" + i, "acme/shop", "x", "2026-11-25T06:00:00Z")
                            .opens("2026-11-25T09:00:00Z", i + 1, "title ".repeat(100))
                            .seen("2026-11-25T19:00:00Z", PullState.MERGED, "", "", "dee"))
                    .with(
                        Week.task("t-o" + i, "acme/shop", "x", "2026-11-25T06:00:00Z")
                            .opens("2026-11-25T09:00:00Z", i + 100, "title ".repeat(100))));
    Face full = face(week.stories(), "2026-11-25T08:00:00Z", "2026-11-26T08:00:00Z", 0);
    assertThat(full.blocks().size()).isLessThanOrEqualTo(50);
    assertThat(full.text().length()).isLessThanOrEqualTo(4_000);
    assertThat(full.blocks().findValuesAsText("text").stream().mapToInt(String::length).sum())
        .isLessThan(13_000);
    assertThat(full.blocks().toString())
        .contains("and 48 more; `/agent status` shows all")
        .contains("60 need you, 60 pull requests open, 60 merged");
  }
}
