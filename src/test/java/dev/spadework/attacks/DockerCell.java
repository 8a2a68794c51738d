package dev.spadework.attacks;

import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.sandbox.Sandboxes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A hostile command in a container. */
final class DockerCell extends Cell {
  private static final String MEMORY = "take all memory";
  private static final String MANY = "start many processes";
  private static final String TMP = "fill /tmp";
  private static final String SHARE = "take more processors than its share";
  private static final String WHERE = "learn where on the host it runs";
  private static final String SANDBOX = "dev.spadework.sandbox.";

  private DockerCell() {
    super("");
  }

  static Cell reach() {
    return Tricks.reach(new DockerCell())
        .tries(
            Tricks.VSOCK,
            "AF_VSOCK, which no network namespace holds",
            "there is no such socket",
            "perl -e 'print \"HARM\" if socket(S,40,1,0)'")
        .tries(
            "use kernel interfaces that others broke out by",
            "io_uring_setup, userfaultfd, memfd_secret and perf_event_open",
            "refused",
            "perl -e 'my $b=\"\\0\"x400; print \"HARM\" if syscall(425,1,$b)>=0 ||"
                + " syscall(323,1)>=0 || syscall(447,0)>=0 || syscall(298,$b,0,-1,-1,0)>=0'")
        .tries(
            WHERE,
            "/proc/self/cgroup",
            "a name space of its own",
            "grep -q '/docker/\\|[0-9a-f]\\{64\\}' /proc/self/cgroup && echo HARM; :");
  }

  static Cell rights() {
    return Tricks.rights(new DockerCell());
  }

  static Cell greed() {
    return Tricks.greed(new DockerCell());
  }

  static Cell remains() {
    return Tricks.remains(new DockerCell());
  }

  /** What only a container limits for all processes together. */
  static Cell shares() {
    return new DockerCell()
        .tries(
            MEMORY,
            "400 MB in one process, where 192 MiB is the limit",
            "killed, and the next command runs",
            "perl -e '$x = \"y\" x 400_000_000; print \"HARM\" if length $x > 1'",
            (result, outside) ->
                !result.output().contains("HARM")
                    && outside.sandbox().run("echo alive", LONG).output().equals("alive\n"))
        .tries(
            "take more memory in many processes",
            "4 processes with 100 MB each",
            "killed together",
            "for i in 1 2 3 4; do perl -e '$x = \"y\" x 100_000_000; sleep 2; print \"done\\n"
                + "\"' & done; wait; :",
            (result, outside) -> !result.output().contains("done\ndone\ndone\ndone"))
        .tries(
            TMP,
            "80 MB, where 32 MiB is the limit",
            "no space left",
            "for i in 1 2 3; do head -c 28000000 /dev/zero > /tmp/f$i; done 2>/dev/null;"
                + " [ $(du -sm /tmp | cut -f1) -gt 40 ] && echo HARM; rm -f /tmp/f*; :")
        .tries(
            "fill /dev/shm",
            "80 MB, where 32 MiB is the limit",
            "no space left",
            "for i in 1 2 3; do head -c 28000000 /dev/zero > /dev/shm/f$i; done 2>/dev/null;"
                + " [ $(du -sm /dev/shm | cut -f1) -gt 40 ] && echo HARM; rm -f /dev/shm/f*; :")
        .tries(
            MANY,
            "200 at a time, where 96 is the limit",
            "no more than the limit",
            "perl -e 'my $n=0; for (1..200) { my $p = fork; if (!defined $p) {last} if (!$p) {sleep"
                + " 3; exit} $n++ } print \"HARM\" if $n > 150'; :",
            (result, outside) -> !result.output().contains("HARM"))
        .tries(
            SHARE,
            "run as many loops as there are processors",
            "the kernel holds the group to half a processor",
            "cat /sys/fs/cgroup/cpu.max /sys/fs/cgroup/cpu/cpu.cfs_quota_us 2>/dev/null |"
                + " grep -q '^[0-9]' || echo HARM");
  }

  static List<Defence> defences() {
    return List.of(
        wall("NO_NETWORK", "no network", Tricks.HOST),
        wall("READ_ONLY_ROOT", "the image is read-only", Tricks.OUTSIDE),
        wall("NO_CAPABILITIES", "no capabilities", Tricks.CAPABLE),
        wall("NO_NEW_PRIVILEGES", "no new privileges", Tricks.GAINED),
        wall("SYSTEM_CALLS", "a short list of system calls", Tricks.VSOCK),
        wall("OWN_NAMESPACES", "name spaces of its own", WHERE),
        wall("MEMORY", "a ceiling for memory", MEMORY),
        wall("CPUS", "a ceiling for processor time", SHARE),
        wall("PIDS", "a ceiling for processes", MANY),
        wall("FILE_SIZE", "a ceiling for one file", Tricks.HUGE),
        wall("NO_CORE", "no core files", Tricks.CORE),
        wall(
            "TEMPORARY",
            "a ceiling for /tmp",
            TMP,
            host -> host.withTmpFs(Map.of("/tmp", "rw,mode=1777"))),
        new Defence(
            "commands run as the tree's owner",
            SANDBOX + "DockerExec#user",
            (self, arguments) -> "0:0",
            Tricks.ROOT),
        new Defence(
            "only the tree is mounted",
            SANDBOX + "DockerContainers#bind",
            (self, arguments) ->
                new Mount()
                    .withType(MountType.BIND)
                    .withSource(((Path) arguments[0]).getParent().toString())
                    .withTarget((String) arguments[1]),
            Tricks.ROOM),
        new Defence(
            "the disk is watched",
            SANDBOX + "DiskWatch#count",
            (self, arguments) -> false,
            Tricks.SMALL),
        new Defence(
            "what a command leaves running is ended",
            SANDBOX + "DockerExec#endLeftovers",
            (self, arguments) -> null,
            Tricks.DAEMON),
        new Defence(
            "a time-out ends every process",
            SANDBOX + "DockerExec#killEverything",
            (self, arguments) -> null,
            Tricks.LATE));
  }

  private static Defence wall(String wall, String name, String attack) {
    return wall(wall, name, attack, host -> host);
  }

  private static Defence wall(
      String wall, String name, String attack, UnaryOperator<HostConfig> instead) {
    return new Defence(
        name + " (" + wall + ")",
        SANDBOX + "Wall#raise",
        (self, arguments) ->
            self != null && self.toString().equals(wall)
                ? instead.apply((HostConfig) arguments[0])
                : Disarmed.Instead.AS_EVER,
        attack);
  }

  @Override
  Sandboxes sandboxes(Path dir) throws InterruptedException {
    DockerEngine.assumeRunning();
    return Sandboxes.docker(DockerOptions.of("cell-" + ProcessHandle.current().pid()));
  }

  @Override
  String image() {
    return DockerEngine.IMAGE;
  }

  @Override
  public String group() {
    return "Hostile command";
  }
}
