package dev.spadework.attacks;

import java.util.ArrayList;
import java.util.List;

/** The whole suite. */
final class Scenes {
  private Scenes() {}

  static List<Scene> all() {
    List<Scene> all = new ArrayList<>();
    all.add(new PathTricks());
    all.add(new HostileHistory());
    all.add(new HostileTree());
    all.add(new HostileSizes());
    all.add(new GitRaid());
    all.add(new TreeRaces());
    all.add(new TamperedPool());
    all.add(new LeakedCredentials());
    all.add(new LeakedSecrets());
    all.add(new PushedSecrets());
    return all;
  }

  static List<Defence> defences() {
    List<Defence> all = new ArrayList<>();
    all.addAll(PathTricks.defences());
    all.addAll(HostileHistory.defences());
    all.addAll(HostileTree.defences());
    all.addAll(TreeRaces.defences());
    all.addAll(TamperedPool.defences());
    all.addAll(LeakedCredentials.defences());
    all.addAll(LeakedSecrets.defences());
    all.addAll(PushedSecrets.defences());
    return all;
  }
}
