package dev.spadework.sandbox;

import java.time.Duration;
import java.util.List;

/**
 * The new files that a setup leaves in its copy of the tree ({@code node_modules} and the like):
 * archived beside HOME in the image, and unpacked into each new tree. Both is done by the sandbox's
 * own user within its walls, so an archive can do no more than any command of the sandbox. Which of
 * the files stay is for the caller to say: a tree keeps what its ignore rules name.
 */
final class Leftovers {
  /** A directory of the image that its user may write to in the setup phase only. */
  static final String PLACE = "/spadework";

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final long SMALL_OUTPUT = 8192;
  private static final int TOO_LARGE = 77;

  // What Maven and Gradle compiled is of one commit, and the tree may be of another.
  private static final String COMPILED =
      """
      find . -name node_modules -prune -o -type f -name pom.xml \
        -exec sh -c 'for f; do rm -rf "${f%/*}/target"; done' x {} + || exit 1
      find . -name node_modules -prune -o -type f '(' -name build.gradle -o -name build.gradle.kts ')' \
        -exec sh -c 'for f; do rm -rf "${f%/*}/build" "${f%/*}/.gradle"; done' x {} + || exit 1
      """;

  // New names only, and no special files.
  private static final String PACK =
      """
      place=$1 before=$2 most=$3
      cd /work || exit 1
      rm -rf "$place"/* || exit 1
      """
          + COMPILED
          + """
      export LC_ALL=C
      newline='
      '
      (cd "$before" && find .) | sort > "$place/before" || exit 1
      find . $4 -name "*$newline*" -prune \
        -o '(' -type f -o -type l -o -type d ')' -print | sort > "$place/after" || exit 1
      comm -13 "$place/before" "$place/after" > "$place/new" || exit 1
      if [ -s "$place/new" ]; then
        if tar --version 2>/dev/null | grep -q GNU; then
          tr '\\n' '\\0' < "$place/new" | tar -c --no-recursion --null -T - -f -
        else
          tar -c --no-recursion -T "$place/new" -f -
        fi | head -c "$((most + 1))" > "$place/left.tar"
        [ "$(wc -c < "$place/left.tar")" -le "$most" ] || exit 77
      fi
      rm -f "$place/before" "$place/after" "$place/new"
      """;

  // A mark in the container's own /tmp: a worker may have died while it unpacked.
  private static final String UNPACK =
      """
      [ -f "$1/left.tar" ] && ! [ -e /tmp/.spadework-left ] || exit 0
      cd /work || exit 1
      if tar --version 2>/dev/null | grep -q GNU; then skip=--skip-old-files; else skip=-k; fi
      tar -x --no-same-permissions "$skip" -f "$1/left.tar" || exit 1
      : > /tmp/.spadework-left
      """;

  private Leftovers() {}

  /**
   * Archives what the setup left.
   *
   * @param before where the tree is as it was before the setup
   * @param most bytes, as the largest file that the sandbox's user can write
   * @throws SetupFailedException if it is more
   */
  static void pack(DockerExec exec, String before, long most)
      throws SandboxException, InterruptedException {
    Result result =
        exec.run(
            List.of(
                "sh", "-c", PACK, "pack", PLACE, before, String.valueOf(most - 1), withoutGit()),
            LONGEST,
            SMALL_OUTPUT);
    if (result.status() == Result.Status.EXITED && result.exit() == TOO_LARGE) {
      throw new SetupFailedException(
          "The setup command left more than "
              + (most >> 20)
              + " MiB of new files in the tree;"
              + " have it put them into HOME or fetch less.",
          result);
    }
    if (!result.succeeded()) {
      throw new SetupFailedException(
          "What the setup command left in the tree cannot be kept ("
              + result.output().strip()
              + "): the image needs find, sort, comm and tar.",
          result);
    }
  }

  /** What find passes over: the host never reads such a directory, and tools here would obey it. */
  private static String withoutGit() {
    return "-iname .git -prune -o";
  }

  /** Unpacks what the image has into the tree; nothing that is there is replaced. */
  static void unpack(DockerExec exec) throws SandboxException, InterruptedException {
    Result result = exec.run(List.of("sh", "-c", UNPACK, "unpack", PLACE), LONGEST, SMALL_OUTPUT);
    if (!result.succeeded()) {
      throw new SandboxException(
          "What the setup command left cannot be unpacked into the tree: "
              + result.output().strip(),
          null);
    }
  }
}
