package dev.spadework;

import dev.spadework.llm.Price;
import dev.spadework.sandbox.CommandPolicy;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that can be set. {@link Slices} cuts it into the records of the rooms.
 *
 * @param prices by model; they replace lines of the built-in table
 * @param data directory of mirrors and trees
 * @param memory directory of the rules that people write
 * @param repos by {@code owner/name}, in the order of the file
 */
record Settings(
    Slack slack,
    People people,
    Model model,
    Map<String, Price> prices,
    Agent agent,
    Context context,
    Sandbox sandbox,
    Forges forges,
    Pool pool,
    Playbooks playbooks,
    Logs logs,
    Kept kept,
    Path data,
    Path memory,
    Map<String, Repository> repos,
    Environment environment) {

  /** How long what is beside the record stays as it is. */
  record Kept(Duration archiveAfter) {}

  /** Where the bot speaks. */
  record Slack(
      String channel,
      LocalTime digestAt,
      ZoneId zone,
      Set<DayOfWeek> digestDays,
      Duration remindAfter,
      Duration parkAfter) {}

  /**
   * Who may ask and who may decide: {@code everyone}, ids of users, user groups and channels,
   * {@code #names} of channels.
   *
   * @param requesterDecides whether who asked may decide too
   * @param tasksPerHour of one person; 0: no limit
   */
  record People(
      List<String> requesters,
      List<String> approvers,
      boolean requesterDecides,
      int tasksPerHour) {}

  /** Who may do what in one repository; what is empty goes by {@link People}. */
  record Rights(
      Optional<List<String>> requesters,
      Optional<List<String>> approvers,
      Optional<Boolean> requesterDecides) {
    static final Rights USUAL = new Rights(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Which models are asked, as {@code provider:model}. */
  record Model(String planner, String worker, String summary, String fallback) {}

  /** Limits of tasks; money in millionths of a US dollar. */
  record Agent(
      int maxCalls,
      long maxMicros,
      Duration maxTime,
      int maxOutputTokens,
      int concurrentTasks,
      Duration lease,
      int personConcurrentTasks,
      long dailyMicros,
      long personDailyMicros,
      double confidence,
      int planSteps,
      int planFiles) {}

  /** Token budgets of the opening prompt. */
  record Context(int snippets, int conversation) {}

  /**
   * Where commands run, and their ceilings.
   *
   * @param egress hosts that commands may reach
   * @param egressImage where the proxy to them runs; empty: in the image of the task
   */
  record Sandbox(
      String kind,
      boolean allowProcess,
      String image,
      long memoryBytes,
      double cpus,
      int pids,
      long diskBytes,
      Duration commandTimeout,
      long setupCache,
      List<String> egress,
      String egressImage) {}

  /** How often the forges are asked how pull requests stand. */
  record Forges(Duration poll) {}

  /** Clean work trees that wait for tasks: how many of each repository, bytes of all. */
  record Pool(int trees, long bytes) {}

  /**
   * How configured log files are read.
   *
   * @param at every day; empty: only when somebody asks
   * @param largest bytes of each file at a time
   */
  record Logs(Optional<LocalTime> at, long largest) {}

  /** Limits of the checks that playbooks end in. */
  record Playbooks(int mutants, double killed, Duration time) {}

  /**
   * How an issue becomes a task; empty: not that way.
   *
   * @param label that is put on it
   * @param word that a comment begins with
   */
  record Trigger(Optional<String> label, Optional<String> word) {
    static final Trigger NONE = new Trigger(Optional.empty(), Optional.empty());

    boolean any() {
      return label.isPresent() || word.isPresent();
    }
  }

  /**
   * A repository that tasks may be about.
   *
   * @param url where it is cloned from and pushed to
   * @param base branch to start from; empty: its default
   * @param concurrentTasks that run in it at a time; 0: no limit
   * @param tasksPerHour that are begun in it; 0: no limit
   * @param dailyMicros money of one day over its tasks; empty: no cap of its own
   * @param review what people approve in every task: {@code none}, {@code plan}, {@code diff},
   *     {@code both}
   * @param carry patterns of files that the sandbox gets although they look like credentials
   * @param guard patterns of files that people look at when a change touches them
   * @param commands which commands need a person in it
   * @param trigger how issues of it become tasks
   * @param logs files of this machine, with {@code *} and the like in the last part
   */
  record Repository(
      String url,
      Optional<String> base,
      Optional<String> setup,
      Optional<String> test,
      Optional<String> image,
      Optional<String> channel,
      Rights rights,
      int concurrentTasks,
      int tasksPerHour,
      Optional<Long> dailyMicros,
      String review,
      List<String> carry,
      List<String> guard,
      CommandPolicy commands,
      Trigger trigger,
      List<String> logs) {
    /** Whether it is a directory of this machine, with pull requests kept beside it. */
    boolean local() {
      return !url.regionMatches(true, 0, "http:", 0, 5)
          && !url.regionMatches(true, 0, "https:", 0, 6);
    }
  }
}
