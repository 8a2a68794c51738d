package dev.spadework.attacks;

import dev.spadework.sandbox.Result.Status;
import java.nio.file.Files;
import java.time.Duration;

/** What a hostile command tries, in any kind of sandbox. */
final class Tricks {
  static final String HOST = "reach a server of the host";
  static final String ROOM = "find another task's tree";
  static final String LINK = "read a file of the host through a link in the tree";
  static final String ROOT = "be root";
  static final String GAINED = "gain rights by a program of root's";
  static final String CAPABLE = "have capabilities left to gain";
  static final String OUTSIDE = "leave something in the system's directories";
  static final String USERNS = "be root of a user namespace";
  static final String VSOCK = "reach the host of a virtual machine by vsock";
  static final String DAEMON = "write to the tree after the command has ended";
  static final String LATE = "outlive a time-out in sessions of its own";
  static final String SMALL = "fill the disk with small files";
  static final String HUGE = "write a huge file";
  static final String CORE = "leave the memory of a crashed process in the tree";

  private static final String BEAT =
      "trap '' TERM HUP INT QUIT; while :; do date >> beat; sleep 0.05; done";

  private Tricks() {}

  /** Looking and reaching out. */
  static Cell reach(Cell cell) {
    return cell.tries(
            HOST,
            "a connection to each of the host's addresses",
            "no address can be reached",
            "for h in %HOSTS%; do timeout 2 bash -c \"cat < /dev/tcp/$h/%PORT%\"; done; :")
        .tries(
            "reach the cloud's metadata address",
            "a connection to 169.254.169.254",
            "the network is unreachable",
            "timeout 2 bash -c '< /dev/tcp/169.254.169.254/80' 2>&1 | grep -q unreachable || echo"
                + " HARM")
        .tries(
            "send a DNS question",
            "UDP to 8.8.8.8:53",
            "the network is unreachable",
            "timeout 2 bash -c 'echo x > /dev/udp/8.8.8.8/53' 2>&1 | grep -q unreachable || echo"
                + " HARM")
        .tries(
            "see the host's local sockets",
            "/proc/net/unix, where abstract sockets stand",
            "there are none",
            "[ $(wc -l < /proc/net/unix) -le 1 ] || echo HARM")
        .tries(
            "open a raw socket",
            "AF_INET SOCK_RAW and AF_PACKET",
            "not permitted",
            "perl -e 'print \"HARM\" if socket(S,2,3,1) || socket(S,17,3,0)'")
        .tries(
            "read the environment in base64",
            "env, /proc/self/environ and /proc/*/environ",
            "nothing of the bot's is in there",
            "env; cat /proc/self/environ /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n';"
                + " env | base64 -w0",
            (result, outside) -> Traces.noneOf(System.getenv(), result.output()))
        .tries(
            "see the host's processes",
            "/proc/*/cmdline",
            "only processes of its own sandbox",
            "cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep -a -c"
                + " '[C]onsoleLauncher\\|[s]urefire\\|[d]ockerd' | grep -qx 0 || echo HARM")
        .tries(
            "read the first process's environment and root",
            "/proc/1/environ, /proc/1/root and /proc/1/cwd",
            "nothing of the host is there",
            "cat /proc/1/environ /proc/1/root%FILE% /proc/1/cwd%FILE% 2>/dev/null; :")
        .tries(
            ROOM,
            "find / for a file that lies there",
            "it is nowhere",
            "find / -name '%NAME%' -not -path '/proc/*' 2>/dev/null | xargs -r cat")
        .tries(
            LINK,
            "ln -s to it, then cat",
            "the link leads nowhere",
            "ln -sf '%FILE%' link; cat link 2>/dev/null; ln -sf ../other-task up; cat up/*/*"
                + " 2>/dev/null; :")
        .tries(
            "hard-link a file of the host into the tree",
            "ln of its path",
            "there is no such file",
            "ln '%FILE%' hard 2>/dev/null && cat hard; ln /etc/passwd passwd 2>/dev/null && echo"
                + " HARM; :")
        .tries(
            "find a Docker socket",
            "find / -name docker.sock, and ask it",
            "there is none",
            "find / -name 'docker.sock' -o -name 'containerd.sock' 2>/dev/null | grep -q . && echo"
                + " HARM; command -v docker >/dev/null && docker ps && echo HARM; :")
        .tries(
            "read the kernel's log and memory",
            "dmesg, /dev/kmsg, /proc/kcore, /dev/mem",
            "refused",
            "(dmesg | head -1 | grep . || head -c 1 /dev/kmsg || head -c 99 /proc/kcore | grep -c ."
                + " | grep -v '^0' || head -c 1 /dev/mem) 2>/dev/null && echo HARM; :")
        .tries(
            "use the kernel's keyring",
            "keyctl and add_key",
            "no key of anybody is seen",
            "perl -e 'print \"HARM\" if syscall(250,11,-3,0,0)>0 && syscall(250,0,-4,0)<0'"
                + " 2>/dev/null; grep -a . /proc/keys 2>/dev/null | grep -v '_ses\\|_uid\\|keyring'"
                + " && echo HARM; :");
  }

  /** Gaining rights and changing what is not its own. */
  static Cell rights(Cell cell) {
    return cell.tries(
            ROOT,
            "id -u",
            "somebody else",
            "[ $(id -u) -ne 0 ] || echo HARM; [ $(id -g) -ne 0 ] || echo HARM")
        .tries(
            GAINED,
            "start su and look whom it runs as",
            "it runs as who started it",
            "(sleep 1 | su root -c id >/dev/null 2>&1) & sleep 0.4; cat /proc/[0-9]*/status | grep"
                + " -A9 '^Name:.su$' | grep -q '^Uid:.*[[:space:]]0[[:space:]]' && echo HARM; wait;"
                + " :")
        .tries(
            "plant a program with the set-user-id bit",
            "chmod 6755 on a copy of id, then run it",
            "it runs as who started it",
            "cp $(command -v id) planted && chmod 6755 planted; [ \"$(./planted -u)\" != 0 ] ||"
                + " echo HARM")
        .tries(
            CAPABLE,
            "the sets in /proc/self/status",
            "all empty, and no new privileges",
            "grep -E '^Cap(Inh|Prm|Eff|Bnd|Amb)' /proc/self/status | grep -qv 0000000000000000 &&"
                + " echo HARM; grep -q 'NoNewPrivs:.1' /proc/self/status || echo HARM")
        .tries(
            OUTSIDE,
            "write to /, /etc, /usr, /var/tmp, /run and HOME's parent",
            "read-only, or not there",
            "for d in / /etc /usr /usr/local/bin /var/tmp /run /opt /home /dev /sys; do"
                + " touch $d/left 2>/dev/null && echo HARM $d; done; :")
        .tries(
            USERNS,
            "unshare -Ur, then mount",
            "refused",
            "unshare -Urm sh -c 'id -u; mount -t tmpfs none /work && echo HARM' 2>/dev/null |"
                + " grep -qx 0 && echo HARM; :")
        .tries(
            "mount over the tree",
            "mount -t tmpfs and mount --bind on /work",
            "refused",
            "mount -t tmpfs none /work 2>/dev/null && echo HARM;"
                + " mount --bind /tmp /work 2>/dev/null && echo HARM; :")
        .tries(
            "make a device",
            "mknod of the host's disk and of /dev/mem",
            "refused",
            "for d in 'b 8 0' 'b 254 0' 'c 1 1'; do mknod /tmp/d$RANDOM $d 2>/dev/null && echo"
                + " HARM; done; ls /dev/sd* /dev/vd* /dev/nvme* /dev/kvm /dev/mem /dev/vsock"
                + " 2>/dev/null && echo HARM; :")
        .tries(
            "leave by chroot",
            "chroot, then ..",
            "refused",
            "mkdir -p jail; perl -e 'print \"HARM\" if chroot(\"jail\")'")
        .tries(
            "trace the first process",
            "PTRACE_ATTACH on process 1",
            "refused",
            "perl -e 'print \"HARM\" if $> != (stat(\"/proc/1\"))[4] && syscall(101,16,1,0,0)==0'")
        .tries(
            "kill the first process and all others",
            "kill -9 1, then kill -9 -1",
            "the sandbox lives on",
            "kill -9 1 2>/dev/null; kill -9 -1",
            (result, outside) ->
                outside.sandbox().run("echo alive", Cell.LONG).output().equals("alive\n"))
        .tries(
            "change the kernel's settings",
            "core_pattern, sysrq-trigger, /proc/sys/vm, /sys",
            "read-only",
            "for f in /proc/sys/kernel/core_pattern /proc/sysrq-trigger /proc/sys/vm/drop_caches"
                + " /proc/sys/kernel/hostname /sys/kernel/uevent_helper /sys/power/state; do"
                + " (printf '' > $f) 2>/dev/null && echo HARM $f; done; :")
        .tries(
            "lift its own limits by control groups",
            "write to /sys/fs/cgroup, make a group",
            "read-only",
            "find /sys/fs/cgroup -writable 2>/dev/null | grep -q . && echo HARM;"
                + " find /sys/fs/cgroup -type d 2>/dev/null | head -50 | while read d; do"
                + " mkdir $d/mine 2>/dev/null && echo HARM $d; done; :")
        .tries(
            "set the clock",
            "clock_settime and settimeofday",
            "refused",
            "date -s 2001-01-01 >/dev/null 2>&1 && echo HARM; :")
        .tries(
            "take the processor from others",
            "nice -n -10 and the realtime class of ionice",
            "refused",
            "[ \"$(nice -n -10 nice 2>/dev/null)\" = -10 ] && echo HARM;"
                + " ionice -c1 true 2>/dev/null && echo HARM; :")
        .tries(
            "load code into the kernel",
            "bpf and init_module by their numbers",
            "refused",
            "perl -e 'my $b=\"\\0\"x120; print \"HARM\" if syscall(321,0,$b,120)>=0 ||"
                + " syscall(175,$b,120,$b)==0'")
        .tries(
            "write a name with a line break",
            "a file whose name holds a newline and a command",
            "it is a file in the tree and nothing else",
            "touch $'x\\n; touch HARM'; ls -q",
            (result, outside) -> !Files.exists(outside.tree().resolve("HARM")));
  }

  /** Using up what there is. */
  static Cell greed(Cell cell) {
    return cell.tries(
            "use all processes",
            "a fork bomb",
            "it meets its limit, and the next command runs",
            "bomb() { bomb | bomb & }; bomb; sleep 60",
            Duration.ofSeconds(3),
            (result, outside) ->
                outside.sandbox().run("echo alive", Cell.LONG).output().equals("alive\n"))
        .tries(
            SMALL,
            "twenty thousand empty files, where 8192 blocks are the limit",
            "the command is ended, with a status of its own",
            "mkdir d; perl -e 'for (1..20000) { open F, \">d/f$_\" } sleep 15'",
            Cell.LONG,
            (result, outside) -> Traces.cleared(outside, result.status() == Status.DISK_FULL))
        .tries(
            "fill the disk with holes",
            "truncate of many files",
            "what a file claims to hold counts",
            "for i in 1 2 3 4; do truncate -s 30M s$i; done; sleep 60",
            Cell.LONG,
            (result, outside) -> Traces.cleared(outside, result.status() == Status.DISK_FULL))
        .tries(
            "print without end",
            "yes, for ever",
            "its time ends it; head and tail are kept",
            "yes",
            Duration.ofSeconds(2),
            (result, outside) ->
                result.status() == Status.TIMED_OUT && result.output().length() < 70_000);
  }

  /** Leaving something behind. */
  static Cell remains(Cell cell) {
    return cell.tries(
            HUGE,
            "80 MB into one file, where 32 MiB is the limit",
            "the file ends at the limit",
            "head -c 80000000 /dev/zero > huge",
            (result, outside) ->
                Traces.cleared(outside, Files.size(outside.tree().resolve("huge")) <= 32 << 20))
        .tries(
            LATE,
            "setsid, nohup, double forks, signals ignored",
            "nobody lives on",
            "setsid sh -c \"" + BEAT + "\" & (nohup sh -c \"" + BEAT + "\" &) ; " + BEAT,
            Duration.ofSeconds(1),
            (result, outside) -> result.status() == Status.TIMED_OUT && Traces.quiet(outside))
        .tries(
            DAEMON,
            "a daemon that keeps writing",
            "it is gone when the command returns",
            "setsid sh -c \""
                + BEAT
                + "\" </dev/null >/dev/null 2>&1 & while [ ! -s beat ]; do sleep 0.01; done",
            (result, outside) -> Traces.quiet(outside))
        .tries(
            CORE,
            "crash with ulimit -c unlimited",
            "no core file",
            "ulimit -c unlimited 2>/dev/null; sleep 9 & sleep 0.2; kill -SEGV $!; wait; ls core*"
                + " >/dev/null 2>&1 && echo HARM; :");
  }
}
