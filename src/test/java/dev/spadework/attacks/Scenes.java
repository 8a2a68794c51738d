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
    all.add(new LeakedCredentials());
    all.add(new LeakedSecrets());
    all.add(new PushedSecrets());
    return all;
  }

  static List<Defence> defences() {
    List<Defence> all = new ArrayList<>();
    all.addAll(PathTricks.defences());
    all.addAll(CommandTricks.defences());
    all.addAll(LeakedCredentials.defences());
    all.addAll(LeakedSecrets.defences());
    all.addAll(PushedSecrets.defences());
    return all;
  }
}
