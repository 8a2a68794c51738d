package dev.spadework;

import java.io.Console;
import java.util.Optional;

/** Somebody who can be asked. */
interface Person {
  /** What they answer, on one line; empty if they have gone. */
  Optional<String> answer(String prompt);

  /** Whoever sits at this process's terminal; empty where input or output is no terminal. */
  static Optional<Person> atTheTerminal() {
    Console console = System.console();
    return console == null
        ? Optional.empty()
        : Optional.of(prompt -> Optional.ofNullable(console.readLine("%s", prompt)));
  }
}
