package dev.spadework.attacks;

import dev.spadework.sandbox.Namespaces;
import dev.spadework.sandbox.Sandboxes;
import java.nio.file.Path;
import java.util.List;

/** A hostile command in namespaces of this machine. */
final class ProcessCell extends Cell {
  private ProcessCell() {
    super("without Docker: ");
  }

  static Cell reach() {
    return Tricks.reach(new ProcessCell());
  }

  static Cell rights() {
    return Tricks.rights(new ProcessCell());
  }

  static Cell greed() {
    return Tricks.greed(new ProcessCell());
  }

  static Cell remains() {
    return Tricks.remains(new ProcessCell());
  }

  static List<Defence> defences() {
    return List.of(
        new Defence(
            "without Docker: no user namespaces within",
            "dev.spadework.sandbox.Jail$Walls#locked",
            (self, arguments) -> List.of(),
            "without Docker: " + Tricks.USERNS));
  }

  @Override
  Sandboxes sandboxes(Path dir) throws InterruptedException {
    Namespaces.assumeUsable(dir.resolve("trial"));
    return Sandboxes.process(dir.resolve("homes"));
  }

  @Override
  String image() {
    return "";
  }

  @Override
  public String group() {
    return "Hostile command, without Docker";
  }
}
