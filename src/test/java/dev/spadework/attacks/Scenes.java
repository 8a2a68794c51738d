package dev.spadework.attacks;

import java.util.ArrayList;
import java.util.List;

/** The whole suite. */
final class Scenes {
  private Scenes() {}

  static List<Scene> all() {
    List<Scene> all = new ArrayList<>();
    all.add(new PathTricks());
    all.addAll(List.of(DockerCell.reach(), DockerCell.rights(), DockerCell.greed()));
    all.addAll(List.of(DockerCell.remains(), DockerCell.shares()));
    all.addAll(List.of(ProcessCell.reach(), ProcessCell.rights(), ProcessCell.greed()));
    all.add(ProcessCell.remains());
    all.addAll(List.of(EgressCell.around(), EgressCell.through()));
    all.add(new HostileSetup());
    all.add(new SharedSetups());
    all.add(new FailingSetups());
    all.add(new ForgedResults());
    all.add(new HostileHistory());
    all.add(new HostileTree());
    all.add(new HostileSizes());
    all.add(new GitRaid());
    all.add(new TreeRaces());
    all.add(new TamperedPool());
    all.add(new CommandTricks());
    all.add(new LeakedCredentials());
    all.add(new LeakedSecrets());
    all.add(new PushedSecrets());
    all.add(new HostileNetwork());
    all.add(new Waiting());
    all.add(new HostileIssue());
    all.add(new ForbiddenFiles());
    all.add(new WeakenedTests());
    all.add(new EmptyClaims());
    all.add(new Whispers());
    return all;
  }

  static List<Defence> defences() {
    List<Defence> all = new ArrayList<>();
    all.addAll(PathTricks.defences());
    all.addAll(DockerCell.defences());
    all.addAll(ProcessCell.defences());
    all.addAll(EgressCell.defences());
    all.addAll(HostileSetup.defences());
    all.addAll(SharedSetups.defences());
    all.addAll(FailingSetups.defences());
    all.addAll(ForgedResults.defences());
    all.addAll(HostileHistory.defences());
    all.addAll(HostileTree.defences());
    all.addAll(TreeRaces.defences());
    all.addAll(TamperedPool.defences());
    all.addAll(CommandTricks.defences());
    all.addAll(LeakedCredentials.defences());
    all.addAll(LeakedSecrets.defences());
    all.addAll(PushedSecrets.defences());
    all.addAll(HostileNetwork.defences());
    all.addAll(Waiting.defences());
    all.addAll(HostileIssue.defences());
    all.addAll(ForbiddenFiles.defences());
    all.addAll(WeakenedTests.defences());
    all.addAll(EmptyClaims.defences());
    all.addAll(Whispers.defences());
    return all;
  }
}
