package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.task.Call;
import dev.spadework.task.Gate;
import java.util.Optional;

/**
 * Something the model can do. A tool is two files: its class, and the Markdown page in {@code
 * prompts/tools/} that tells the model of it.
 */
interface Tool {
  /** As the model calls it. */
  String name();

  /** JSON schema of its arguments. */
  JsonNode parameters();

  /** Whether running it again after it was cut off is harmless. */
  default boolean repeatable() {
    return true;
  }

  /** What a call may leave in the work tree, where it is then made safe. */
  enum Effect {
    NONE,
    PERHAPS,
    /** In the file that its path names and in no other, unless the call failed. */
    SURELY
  }

  /** What it does to the work tree. */
  default Effect effect() {
    return Effect.NONE;
  }

  /** The question that a person has to settle first, if any. Has no effect. */
  default Optional<Gate> asks(Call call, Arguments arguments, Bench bench)
      throws WrongCall, Trouble, InterruptedException {
    return Optional.empty();
  }

  /**
   * Runs it.
   *
   * @throws WrongCall if the model has to call it otherwise; the message teaches how
   */
  Said run(Call call, Arguments arguments, Bench bench)
      throws WrongCall, Trouble, InterruptedException;

  /** What the model is shown of a result. */
  record Said(String text, boolean error, Optional<String> output, Optional<Integer> exit) {
    static Said ok(String text) {
      return new Said(text, false, Optional.empty(), Optional.empty());
    }

    static Said error(String text) {
      return new Said(text, true, Optional.empty(), Optional.empty());
    }
  }

  /** The call cannot be taken as it is. */
  final class WrongCall extends Exception {
    private static final long serialVersionUID = 1L;

    WrongCall(String message) {
      super(message);
    }
  }
}
