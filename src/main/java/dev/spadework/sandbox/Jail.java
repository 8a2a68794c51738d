package dev.spadework.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A way of running one command in namespaces of its own; killing its process ends all within. */
enum Jail {
  /** {@code bwrap}, which needs no privilege where user namespaces are allowed. */
  BUBBLEWRAP {
    @Override
    List<String> command(Place place, Walls walls, List<String> inner) {
      List<String> all = new ArrayList<>(List.of("bwrap", "--unshare-ipc", "--unshare-pid"));
      all.addAll(List.of("--unshare-uts", "--unshare-cgroup-try", "--hostname", "sandbox"));
      if (!walls.network) {
        all.add("--unshare-net");
      }
      if (walls.root) {
        // Just enough to become the tree's owner, which gives them up.
        all.addAll(List.of("--cap-drop", "ALL", "--cap-add", "CAP_SETUID"));
        all.addAll(List.of("--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"));
      } else {
        all.addAll(List.of("--unshare-user", "--uid", walls.uid(), "--gid", walls.gid()));
      }
      all.addAll(List.of("--die-with-parent", "--new-session", "--clearenv"));
      place.environment().forEach((name, value) -> all.addAll(List.of("--setenv", name, value)));
      for (String directory : List.of("/etc", "/home")) {
        all.addAll(List.of("--perms", "0755", "--dir", directory));
      }
      all.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
      for (String directory : List.of("/dev/shm", "/tmp")) {
        all.addAll(List.of("--size", walls.temporary(), "--perms", "1777", "--tmpfs", directory));
      }
      for (Place.Mount mount : place.mounts()) {
        String how =
            switch (mount.how()) {
              case READ_ONLY -> "--ro-bind";
              case WRITABLE -> "--bind";
              case LINK -> "--symlink";
            };
        all.addAll(List.of(how, mount.source(), mount.target()));
      }
      all.addAll(List.of("--remount-ro", "/", "--chdir", Place.WORK, "--as-pid-1", "--"));
      all.addAll(FIRST);
      if (walls.root) {
        all.addAll(walls.becomeOwner());
      } else {
        all.addAll(walls.within());
      }
      all.addAll(walls.ceilings());
      all.addAll(inner);
      return all;
    }
  },

  /** {@code unshare} of util-linux and a shell script that does what bubblewrap would. */
  UNSHARE {
    @Override
    List<String> command(Place place, Walls walls, List<String> inner) {
      List<String> all = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--ipc", "--uts"));
      if (!walls.network) {
        all.add("--net");
      }
      if (!walls.root) {
        all.addAll(List.of("--user", "--map-root-user"));
      }
      all.addAll(List.of("--fork", "--kill-child=SIGKILL", "--propagation", "private", "--"));
      all.addAll(List.of("sh", "-c", SCRIPT, "namespaces", walls.newRoot.toString()));
      all.add(walls.temporary());
      for (Place.Mount mount : place.mounts()) {
        String how =
            switch (mount.how()) {
              case READ_ONLY -> "ro";
              case WRITABLE -> "rw";
              case LINK -> "link";
            };
        all.addAll(List.of(how, mount.source(), mount.target()));
      }
      all.add("--");
      all.addAll(walls.root ? walls.becomeOwner() : walls.mapBack());
      all.addAll(walls.ceilings());
      all.addAll(List.of("env", "-i"));
      place.environment().forEach((name, value) -> all.add(name + "=" + value));
      all.addAll(inner);
      return all;
    }
  };

  private static final String SCRIPT = script();

  /**
   * The first process of its namespace, with which all others die. Bubblewrap's own would be told
   * to die and not waited for; of this one the end is seen only when no other is left. It is silent
   * about the signal that ended the command.
   */
  private static final List<String> FIRST =
      List.of("sh", "-c", "exec 3>&2 2>/dev/null; \"$@\" 2>&3 3>&-; exit $?", "first");

  /** The whole command line. */
  abstract List<String> command(Place place, Walls walls, List<String> inner);

  /**
   * What holds a command in.
   *
   * @param root whether this JVM runs as root
   * @param newRoot an empty directory to build in
   */
  record Walls(Limits limits, Owner owner, boolean root, boolean network, Path newRoot) {
    String uid() {
      return String.valueOf(owner.uid());
    }

    String gid() {
      return String.valueOf(owner.gid());
    }

    String temporary() {
      return String.valueOf(limits.temporaryBytes());
    }

    /**
     * From the host's root to the owner. A user namespace of its own makes the limit on processes
     * count those of this command alone, not all that the owner has on this machine.
     */
    List<String> becomeOwner() {
      List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=" + uid()));
      all.addAll(List.of("--regid=" + gid(), "--clear-groups", "--no-new-privs", "--"));
      all.addAll(within());
      return all;
    }

    /** Into a user namespace of its own, which is the last one. */
    List<String> within() {
      List<String> all =
          new ArrayList<>(List.of("unshare", "--user", "--map-current-user", "--keep-caps", "--"));
      all.addAll(locked());
      all.addAll(DROP);
      return all;
    }

    /**
     * No more user namespaces from here on: in one of its own, a process is root, and much of the
     * kernel is open to such a root that is closed to anybody else.
     */
    List<String> locked() {
      return List.of("sh", "-c", LOCK, "lock");
    }

    /** From the root of our user namespace back to the owner. */
    List<String> mapBack() {
      List<String> all = new ArrayList<>(List.of("setpriv", "--no-new-privs", "--", "unshare"));
      all.addAll(List.of("--user", "--map-user=" + uid(), "--map-group=" + gid(), "--keep-caps"));
      all.add("--");
      all.addAll(locked());
      all.addAll(DROP);
      return all;
    }

    /** Data, not address space: a JVM reserves far more addresses than it ever uses. */
    List<String> ceilings() {
      return List.of(
          "prlimit",
          "--data=" + limits.memoryBytes(),
          "--fsize=" + limits.diskBytes(),
          "--nproc=" + limits.pids(),
          "--core=0",
          "--");
    }

    private static final String LOCK =
        "echo 0 > /proc/sys/user/max_user_namespaces || exit 126; exec \"$@\"";

    private static final List<String> DROP =
        List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all", "--");
  }

  private static String script() {
    try (InputStream script = Jail.class.getResourceAsStream("/sandbox/namespaces.sh")) {
      if (script == null) {
        throw new IllegalStateException("sandbox/namespaces.sh is not in this jar");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("sandbox/namespaces.sh cannot be read", e);
    }
  }
}
