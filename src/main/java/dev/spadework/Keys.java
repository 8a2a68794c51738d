package dev.spadework;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Every setting that is a single value. */
final class Keys {
  static final Key<String> CHANNEL =
      text(
          "slack.channel",
          "",
          "Channel of the digest, empty: none; people are pointed to it who asked where the bot"
              + " cannot post");
  static final Key<LocalTime> DIGEST_AT =
      new Key<>("slack.digest.at", "09:00", "Time of the daily digest", Amounts::time);
  static final Key<Duration> REMIND_AFTER =
      new Key<>(
          "slack.remind-after",
          "4h",
          "A question is called to mind once after so long, in working hours",
          Amounts::duration);
  static final Key<Duration> PARK_AFTER =
      new Key<>(
          "slack.park-after",
          "3d",
          "After so long without an answer only the digest speaks of a question",
          Amounts::duration);
  static final Key<ZoneId> ZONE =
      new Key<>(
          "slack.digest.zone",
          "UTC",
          "Zone of all times, and in which a day begins",
          Amounts::zone);
  static final Key<Set<DayOfWeek>> DIGEST_DAYS =
      new Key<>(
          "slack.digest.days",
          "mon-fri",
          "Days with a digest, such as `mon-fri` or `mon,wed,fri`; a day covers those before it",
          Amounts::days);

  static final Key<Boolean> REQUESTER_DECIDES =
      new Key<>(
          "people.requester-decides",
          "true",
          "Whether who asked for a task may decide its questions too",
          Amounts::yesOrNo);
  static final Key<Integer> PERSON_HOURLY =
      whole(
          "people.tasks-per-hour",
          20,
          0,
          10_000,
          "Tasks of one person that are begun within an hour; 0: no limit");

  static final Key<String> PLANNER =
      named("model.planner", "gemini:gemini-3.1-pro-preview", "Model that plans");
  static final Key<String> WORKER =
      named("model.worker", "gemini:gemini-3.5-flash", "Model that works with the tools");
  static final Key<String> SUMMARY =
      named("model.summary", "gemini:gemini-3.5-flash-lite", "Model that sums up");
  static final Key<String> FALLBACK =
      text("model.fallback", "", "Model to ask where another does not answer; empty: none");

  static final Key<Integer> MAX_CALLS =
      whole("agent.max-calls", 40, 1, 10_000, "Model calls of one task");
  static final Key<Long> MAX_USD =
      new Key<>("agent.max-usd", "1.00", "Money of one task, in USD", Amounts::usd);
  static final Key<Integer> MAX_MINUTES =
      whole("agent.max-minutes", 30, 1, 10_000, "Minutes of work on one task; waiting is free");
  static final Key<Integer> MAX_OUTPUT =
      whole(
          "agent.max-output-tokens",
          8192,
          256,
          1_000_000,
          "Most output of one call, with thinking");
  static final Key<Integer> CONCURRENT =
      whole("agent.concurrent-tasks", 2, 1, 64, "Tasks that one process works on at a time");
  static final Key<Duration> LEASE =
      new Key<>(
          "agent.lease",
          "60s",
          "How long a worker that gives no sign of life keeps its tasks",
          Amounts::duration);
  static final Key<Integer> PERSON_CONCURRENT =
      whole(
          "agent.person-concurrent-tasks",
          2,
          0,
          1000,
          "Tasks of one person that run at a time, over all processes; 0: no limit");
  static final Key<Long> DAILY_USD =
      new Key<>("agent.daily-usd", "20", "Money of one day over all tasks, in USD", Amounts::usd);
  static final Key<Long> PERSON_USD =
      new Key<>(
          "agent.person-daily-usd", "10", "Money of one day for one person, in USD", Amounts::usd);
  static final Key<Integer> PLAN_STEPS =
      whole(
          "agent.plan-steps",
          8,
          0,
          20,
          "A plan of more steps is proposed as several tasks; 0: any number will do");
  static final Key<Integer> PLAN_FILES =
      whole(
          "agent.plan-files",
          15,
          0,
          10_000,
          "A plan that names more files is proposed as several tasks; 0: any number will do");
  static final Key<Double> CONFIDENCE =
      new Key<>(
          "agent.confidence",
          "0.7",
          "Plans below it are shown to a person first; 0 to 1",
          Amounts.fraction(0, 1));

  static final Key<Integer> SNIPPETS =
      whole("context.snippets", 2000, 0, 100_000, "Tokens of code found by search at the start");
  static final Key<Integer> CONVERSATION =
      whole(
          "context.conversation",
          24_000,
          4_000,
          1_000_000,
          "Tokens of a conversation with the model, after which its oldest part is summed up");

  static final Key<String> KIND =
      new Key<>(
          "sandbox.kind",
          "docker",
          "`docker`, or `process` for Linux namespaces",
          Amounts.oneOf("docker", "process"));
  static final Key<Boolean> ALLOW_PROCESS =
      new Key<>(
          "sandbox.allow-process", "false", "Lets `serve` use kind `process`", Amounts::yesOrNo);
  static final Key<String> IMAGE =
      named("sandbox.image", "maven:3.9-eclipse-temurin-17", "Image of repositories without one");
  static final Key<Long> MEMORY_SIZE =
      new Key<>("sandbox.memory", "2g", "Memory of one sandbox", Amounts::size);
  static final Key<Double> CPUS =
      new Key<>("sandbox.cpus", "2", "Processors of one sandbox", Amounts.fraction(0.01, 1024));
  static final Key<Integer> PIDS =
      whole("sandbox.pids", 512, 16, 100_000, "Processes and threads of one sandbox");
  static final Key<Long> DISK =
      new Key<>("sandbox.disk", "4g", "What a work tree, or a HOME, may hold", Amounts::size);
  static final Key<Duration> COMMAND_TIMEOUT =
      new Key<>(
          "sandbox.command-timeout", "10m", "The longest one command may take", Amounts::duration);
  static final Key<Long> SETUP_CACHE =
      new Key<>(
          "sandbox.setup-cache",
          "20g",
          "What setups leave may take so much on the engine; the least recently used goes first",
          Amounts::size);

  static final Key<String> EGRESS_IMAGE =
      text(
          "sandbox.egress-image",
          "",
          "Image with Java 17 for the proxy of `sandbox.egress`; empty: that of the task");

  static final Key<Duration> FORGE_POLL =
      new Key<>(
          "forge.poll",
          "10m",
          "How often the forges are asked how open pull requests stand",
          Amounts::duration);

  static final Key<Integer> POOL_TREES =
      whole("pool.trees", 2, 0, 100, "Clean work trees that wait for tasks, of each repository");
  static final Key<Long> POOL_DISK =
      new Key<>("pool.disk", "4g", "Disk that all of them may take", Amounts::size);

  static final Key<Integer> MUTANTS =
      whole("playbooks.mutants", 20, 1, 500, "Places of the code broken on purpose for `tests`");
  static final Key<Double> KILLED =
      new Key<>(
          "playbooks.killed",
          "0.5",
          "Share of them that new tests must notice; 0 to 1",
          Amounts.fraction(0, 1));
  static final Key<Duration> PROOF_TIME =
      new Key<>("playbooks.time", "10m", "Time for breaking and testing", Amounts::duration);

  static final Key<Optional<LocalTime>> LOGS_AT =
      new Key<>(
          "logs.at",
          "02:00",
          "Time of the nightly look at the files of `repos.*.logs`; `off`: none",
          text ->
              text.strip().equalsIgnoreCase("off")
                  ? Optional.empty()
                  : Optional.of(Amounts.time(text)));
  static final Key<Long> LOGS_LARGEST =
      new Key<>(
          "logs.largest",
          "2g",
          "What one look reads of each of these files; of more, the newest part",
          Amounts::size);
  static final Key<Duration> ARCHIVE_AFTER =
      new Key<>(
          "record.archive-after",
          "30d",
          "What a task left is packed and put away so long after its last entry",
          Amounts::duration);

  static final Key<Path> DATA =
      new Key<>("data", "./data", "Directory of mirrors and trees", Keys::path);
  static final Key<Path> MEMORY =
      new Key<>(
          "memory",
          "./memory",
          "Directory of rules, `failure_log.md` and the pages beside it",
          Keys::path);

  /** In the order of the page. */
  static final List<Key<?>> ALL =
      List.of(
          CHANNEL,
          DIGEST_AT,
          ZONE,
          DIGEST_DAYS,
          REMIND_AFTER,
          PARK_AFTER,
          REQUESTER_DECIDES,
          PERSON_HOURLY,
          PLANNER,
          WORKER,
          SUMMARY,
          FALLBACK,
          MAX_CALLS,
          MAX_USD,
          MAX_MINUTES,
          MAX_OUTPUT,
          CONCURRENT,
          LEASE,
          PERSON_CONCURRENT,
          DAILY_USD,
          PERSON_USD,
          CONFIDENCE,
          PLAN_STEPS,
          PLAN_FILES,
          SNIPPETS,
          CONVERSATION,
          KIND,
          ALLOW_PROCESS,
          IMAGE,
          MEMORY_SIZE,
          CPUS,
          PIDS,
          DISK,
          COMMAND_TIMEOUT,
          SETUP_CACHE,
          EGRESS_IMAGE,
          FORGE_POLL,
          POOL_TREES,
          POOL_DISK,
          MUTANTS,
          KILLED,
          PROOF_TIME,
          LOGS_AT,
          LOGS_LARGEST,
          ARCHIVE_AFTER,
          DATA,
          MEMORY);

  static final String EGRESS = "sandbox.egress";

  /** Lists: they have no environment twin. */
  static final List<String> LISTS = List.of("people.requesters", "people.approvers", EGRESS);

  private Keys() {}

  private static Key<String> text(String name, String standard, String about) {
    return new Key<>(name, standard, about, String::strip);
  }

  private static Key<String> named(String name, String standard, String about) {
    return new Key<>(name, standard, about, Amounts::filled);
  }

  private static Key<Integer> whole(String name, int standard, int least, int most, String about) {
    Function<String, Integer> reads = Amounts.whole(least, most);
    return new Key<>(name, String.valueOf(standard), about, reads);
  }

  private static Path path(String text) {
    return Path.of(Amounts.filled(text));
  }
}
