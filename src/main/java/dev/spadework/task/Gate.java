package dev.spadework.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A question that only a person can settle. While it is open the task rests.
 *
 * @param id unique within the task
 * @param subject what it is about: {@code baseline}, {@code plan-2}, a call's id, a git tree
 * @param hash of everything that was shown; a button carries it
 * @param question one line
 * @param details what the person needs to see to decide; untrusted text among it
 * @param options ready answers to choose from; empty unless the question offered some
 */
public record Gate(
    String id,
    Kind kind,
    String subject,
    String hash,
    String question,
    List<String> details,
    List<Choice> choices,
    List<String> options) {

  /** Why a task stops and asks. */
  public enum Kind {
    UNCERTAIN(List.of(Choice.APPROVE, Choice.REJECT, Choice.CHANGE_PLAN), Choice.ANSWER),
    TESTS(
        List.of(Choice.RETRY_WITH_HINT, Choice.OPEN_AS_DRAFT, Choice.CHANGE_PLAN, Choice.STOP),
        Choice.RETRY_WITH_HINT),
    COMMAND(List.of(Choice.APPROVE, Choice.REJECT), null),
    DIFF(List.of(Choice.APPROVE, Choice.REJECT, Choice.RETRY_WITH_HINT), Choice.RETRY_WITH_HINT),
    MONEY(List.of(Choice.CONTINUE, Choice.STOP), null),
    SIZE(List.of(Choice.START_ALL, Choice.AS_ONE, Choice.STOP), Choice.ANSWER),
    PLAN(List.of(Choice.APPROVE, Choice.REJECT, Choice.CHANGE_PLAN), Choice.ANSWER),
    REVIEW(List.of(Choice.APPROVE, Choice.REJECT, Choice.RETRY_WITH_HINT), Choice.RETRY_WITH_HINT);

    private final List<Choice> choices;
    private final Optional<Choice> reply;

    Kind(List<Choice> choices, @org.jspecify.annotations.Nullable Choice reply) {
      this.choices = choices;
      this.reply = Optional.ofNullable(reply);
    }

    /** The buttons, in their order. */
    public List<Choice> choices() {
      return choices;
    }

    /** What a plain reply in the thread decides here; empty: it decides nothing. */
    public Optional<Choice> reply() {
      return reply;
    }
  }

  /** A gate of this kind, with its hash. */
  public static Gate of(
      String id, Kind kind, String subject, String question, List<String> details) {
    return of(id, kind, subject, question, details, List.of());
  }

  /** A gate that offers ready answers. */
  public static Gate of(
      String id,
      Kind kind,
      String subject,
      String question,
      List<String> details,
      List<String> options) {
    String shown =
        String.join(
            "\u0000",
            kind.name(),
            subject,
            question,
            String.join("\u0001", details),
            kind.choices().toString(),
            String.join("\u0001", options));
    return new Gate(id, kind, subject, sha256(shown), question, details, kind.choices(), options);
  }

  /** Whether this decision can be made here. */
  public boolean takes(Choice choice) {
    return choices.contains(choice) || kind.reply().filter(choice::equals).isPresent();
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
