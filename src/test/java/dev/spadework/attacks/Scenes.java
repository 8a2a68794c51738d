package dev.spadework.attacks;

import java.util.ArrayList;
import java.util.List;

/** The whole suite. */
final class Scenes {
  private Scenes() {}

  static List<Scene> all() {
    List<Scene> all = new ArrayList<>();
    all.add(new PathTricks());
    all.add(new CommandTricks());
    return all;
  }

  static List<Defence> defences() {
    List<Defence> all = new ArrayList<>();
    all.addAll(PathTricks.defences());
    all.addAll(CommandTricks.defences());
    return all;
  }
}
