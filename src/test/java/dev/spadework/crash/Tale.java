package dev.spadework.crash;

import dev.spadework.desk.Script;
import java.util.function.Consumer;

/**
 * What is asked of the bot, what the model says, and what people do meanwhile.
 *
 * @param command what ann types after {@code /agent}
 * @param people looks at the scene again and again, and does what is to be done then
 * @param tasks how many there are in the end
 */
record Tale(String name, String command, Script script, Consumer<Scene> people, int tasks) {
  Tale(String name, String command, Script script) {
    this(name, command, script, scene -> {}, 1);
  }

  Tale with(Consumer<Scene> others) {
    return new Tale(name, command, script, others, tasks);
  }

  Tale of(int number) {
    return new Tale(name, command, script, people, number);
  }
}
