package dev.spadework.task;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for.
 *
 * @param text the request in their own words, without the options; untrusted
 * @param repo {@code owner/name}
 * @param base branch to start from; empty: the repository's default
 * @param kind word of the playbook, {@code change} by default; with {@code ?} where it was taken
 *     from the words of the request
 * @param budgetMicros cap in millionths of a US dollar
 * @param approvePlan whether they asked to approve the plan
 * @param approveDiff whether they asked to approve the change before it leaves the house
 * @param by who asked: a user id
 * @param channel where the thread stands
 * @param thread the thread that it was asked in, when there was one already
 * @param source the message that it was made of; empty for a command, which is no message
 * @param background what else was said there, as text; untrusted, empty when there was nothing
 * @param attachments files that came with it
 * @param retryOf the task that this one tries again
 * @param order the standing order that this came of, as people call it: {@code s3}
 * @param part of which larger task this is a part
 */
public record Request(
    String text,
    String repo,
    Optional<String> base,
    String kind,
    long budgetMicros,
    boolean approvePlan,
    boolean approveDiff,
    Optional<String> model,
    String by,
    String channel,
    Optional<String> thread,
    Optional<Source> source,
    String background,
    List<Attachment> attachments,
    Optional<String> retryOf,
    Optional<String> order,
    Optional<PartOf> part) {

  /** Asks for what the settings want done again and again: no person has this id. */
  public static final String SETTINGS = "settings";

  /**
   * One part of a task that was too large.
   *
   * @param task the task whose plan it comes from
   * @param number of the part, from 1
   * @param of how many
   */
  public record PartOf(String task, int number, int of) {}

  /** A message of Slack's: channel id and {@code ts}. */
  public record Source(String channel, String ts) {}

  /**
   * A file that came with a request; untrusted.
   *
   * @param blob where its text is kept
   * @param characters of the text that is kept; {@link #PROMISED} while it has not been fetched
   */
  public record Attachment(String name, String blob, int characters) {
    /** Stands for the size of what is still to be fetched. */
    public static final int PROMISED = -1;

    /** A file that is still to be fetched. */
    public static Attachment promised(String name) {
      return new Attachment(name, "", PROMISED);
    }

    /** Whether it is still to be fetched. */
    public boolean awaited() {
      return characters == PROMISED;
    }
  }

  /** Records written before a component existed lack it. */
  public Request {
    background = orElse(background, "");
    attachments = List.copyOf(orElse(attachments, List.of()));
    part = orElse(part, Optional.empty());
  }

  /** A request with nothing but what each must have; a change, in the repository's usual way. */
  public static Builder of(String text, String repo, long budgetMicros, String by, String channel) {
    return new Builder(text, repo, budgetMicros, by, channel);
  }

  /** The playbook; words that are not known mean {@link Kind#CHANGE}. */
  public Kind playbook() {
    return Kind.named(kind.replace("?", "")).orElse(Kind.CHANGE);
  }

  /** Whether nobody has named the playbook: it was taken from the words of the request. */
  public boolean guessed() {
    return kind.endsWith("?");
  }

  /** Whether something that came with it is still to be fetched. */
  public boolean awaits() {
    return attachments.stream().anyMatch(Attachment::awaited);
  }

  /** This request, to be made anew with a difference. */
  public Builder but() {
    return new Builder(this);
  }

  private static <T> T orElse(@Nullable T value, T standard) {
    return value == null ? standard : value;
  }

  /** Puts a request together. */
  public static final class Builder {
    private String text;
    private String repo;
    private long budgetMicros;
    private String by;
    private String channel;
    private Optional<String> base = Optional.empty();
    private String kind = "change";
    private boolean approvePlan;
    private boolean approveDiff;
    private Optional<String> model = Optional.empty();
    private Optional<String> thread = Optional.empty();
    private Optional<Source> source = Optional.empty();
    private String background = "";
    private List<Attachment> attachments = List.of();
    private Optional<String> retryOf = Optional.empty();
    private Optional<String> order = Optional.empty();
    private Optional<PartOf> part = Optional.empty();

    private Builder(String text, String repo, long budgetMicros, String by, String channel) {
      this.text = text;
      this.repo = repo;
      this.budgetMicros = budgetMicros;
      this.by = by;
      this.channel = channel;
    }

    private Builder(Request from) {
      this(from.text, from.repo, from.budgetMicros, from.by, from.channel);
      base = from.base;
      kind = from.kind;
      approvePlan = from.approvePlan;
      approveDiff = from.approveDiff;
      model = from.model;
      thread = from.thread;
      source = from.source;
      background = from.background;
      attachments = from.attachments;
      retryOf = from.retryOf;
      order = from.order;
      part = from.part;
    }

    public Builder text(String words) {
      text = words;
      return this;
    }

    public Builder repo(String name) {
      repo = name;
      return this;
    }

    public Builder by(String user) {
      by = user;
      return this;
    }

    public Builder channel(String id) {
      channel = id;
      return this;
    }

    public Builder base(Optional<String> branch) {
      base = branch;
      return this;
    }

    public Builder kind(String playbook) {
      kind = playbook;
      return this;
    }

    /** The kind that is taken from the words of the request until somebody names another. */
    public Builder guessed(Kind playbook) {
      kind = playbook.label() + "?";
      return this;
    }

    public Builder budgetMicros(long micros) {
      budgetMicros = micros;
      return this;
    }

    public Builder approvePlan(boolean asked) {
      approvePlan = asked;
      return this;
    }

    public Builder approveDiff(boolean asked) {
      approveDiff = asked;
      return this;
    }

    public Builder model(Optional<String> name) {
      model = name;
      return this;
    }

    public Builder thread(Optional<String> ts) {
      thread = ts;
      return this;
    }

    public Builder source(Source message) {
      source = Optional.of(message);
      return this;
    }

    public Builder background(String said) {
      background = said;
      return this;
    }

    public Builder attachments(List<Attachment> files) {
      attachments = files;
      return this;
    }

    public Builder retryOf(String task) {
      retryOf = Optional.of(task);
      return this;
    }

    public Builder order(String name) {
      order = Optional.of(name);
      return this;
    }

    public Builder part(PartOf larger) {
      part = Optional.of(larger);
      return this;
    }

    public Request make() {
      return new Request(
          text,
          repo,
          base,
          kind,
          budgetMicros,
          approvePlan,
          approveDiff,
          model,
          by,
          channel,
          thread,
          source,
          background,
          attachments,
          retryOf,
          order,
          part);
    }
  }
}
