package dev.spadework.attacks;

import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.List;

/** Commands in a container make more than the host wants to read. */
final class HostileSizes implements Scene {
  @Override
  public String group() {
    return "Hostile repository";
  }

  @Override
  public List<Attack> attacks() {
    String told = "refused in one clear line; gone when it is deleted";
    return List.of(
        new Attack("a sparse file of 2 GB", "named with an escape sequence", told),
        new Attack("directories nested a thousand deep", "made by a loop", told),
        new Attack("100,000 files", "made in one directory", "read, and nothing waits"));
  }

  @Override
  public void play(Path dir, Tally tally) throws Exception {
    try (Caged caged = Caged.in(dir)) {
      play(caged, tally);
    }
  }

  private static void play(Caged caged, Tally tally) throws Exception {
    caged.run("truncate -s 2G \"$(printf 'big\\033[31m')\"");
    String told = refusal(caged.tree);
    tally.judge("a sparse file of 2 GB", told.contains("100 MB") && told.indexOf('\033') < 0, told);
    caged.run("rm big*; i=0; while [ $i -lt 1000 ]; do mkdir d; cd d || break; i=$((i+1)); done");
    told = refusal(caged.tree);
    tally.judge("directories nested a thousand deep", told.contains("deeper"), told);
    caged.run("rm -rf d; mkdir many; cd many; seq 100000 | xargs touch");
    String now = caged.tree.snapshot();
    tally.judge("100,000 files", !now.equals(caged.base.tree()), "they were not seen");
  }

  private static String refusal(Tree tree) throws InterruptedException {
    try {
      tree.snapshot();
      return "it was taken in";
    } catch (WorkspaceException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
