package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an egress list opens; what it does not is in the attack suite. */
@Tag("docker")
class DockerEgressTest {
  private static final String OWNER = "egress-test-" + ProcessHandle.current().pid();
  private static final String ASK =
      "python3 -c \"import os,socket; h,p=os.environ['HTTP_PROXY'][7:].split(':');"
          + " s=socket.create_connection((h,int(p)),3); s.sendall(b'%s'); print(s.recv(999));"
          + " s.sendall(b'GET /x HTTP/1.1\\r\\n\\r\\n'); print(s.recv(999))\"";
  private static final String GET = ASK.formatted("GET http://%s/x HTTP/1.1\\r\\n\\r\\n");
  private static final String TUNNEL = ASK.formatted("CONNECT %s:80 HTTP/1.1\\r\\n\\r\\n");
  private static String server = "";

  @TempDir Path dir;
  private final DockerOptions options = DockerOptions.of(OWNER).reaching(List.of(server));
  private final Sandboxes docker = Sandboxes.docker(options);

  @BeforeAll
  static void startAServer() throws Exception {
    DockerEngine.assumeRunning();
    String code = Files.readString(Path.of("src/test/resources/attacks/server.py"));
    docker(
        "run", "-d", "--rm", "--name", OWNER, DockerEngine.IMAGE, "python3", "-c", code, "x", "");
    server = docker("inspect", "-f", "{{.NetworkSettings.IPAddress}}", OWNER);
  }

  @AfterAll
  static void stopIt() throws Exception {
    docker("rm", "-f", OWNER);
  }

  @AfterEach
  void leaveNothing() throws Exception {
    docker.reap(Set.of());
    docker.close();
    assertThat(docker("ps", "-aq", "--filter", "label=dev.spadework.owner=" + OWNER)).isEmpty();
    assertThat(docker("network", "ls", "-q", "--filter", "label=dev.spadework.owner=" + OWNER))
        .isEmpty();
  }

  @Test
  void aListedHostIsReachedPlainlyAndThroughATunnel() throws Exception {
    Sandbox sandbox = docker.open(spec());
    assertThat(run(sandbox, GET.formatted(server))).contains("welcome");
    assertThat(run(sandbox, TUNNEL.formatted(server))).contains("welcome");
    assertThat(run(sandbox, GET.formatted("other.test"))).contains("403");
    sandbox.close();
  }

  @Test
  void theProxyStandsBehindTheSameWalls() throws Exception {
    docker.open(spec());
    assertThat(
            docker(
                "inspect",
                "-f",
                "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"
                    + " {{index .HostConfig.SecurityOpt 0}} {{.HostConfig.Memory}}"
                    + " {{.HostConfig.PidsLimit}} {{.HostConfig.Privileged}} {{.HostConfig.Binds}}",
                "spadework-" + OWNER + "-t-egress"))
        .isEqualTo("65534:65534 true [ALL] no-new-privileges:true 201326592 256 false []");
  }

  @Test
  void anotherWorkerFindsTheSandboxWithItsWayOut() throws Exception {
    docker.open(spec());
    try (Sandboxes second = Sandboxes.docker(options)) {
      Sandbox found = second.open(spec());
      assertThat(found.fresh()).isFalse();
      assertThat(run(found, GET.formatted(server))).contains("welcome");
    }
  }

  @Test
  void aDeadProxyMeansNoNetworkUntilTheSandboxIsOpenedAgain() throws Exception {
    Sandbox sandbox = docker.open(spec());
    docker("kill", "spadework-" + OWNER + "-t-egress");
    assertThat(run(sandbox, GET.formatted(server))).doesNotContain("welcome");
    Sandbox again = docker.open(spec());
    assertThat(again.fresh()).isTrue();
    assertThat(run(again, GET.formatted(server))).contains("welcome");
  }

  @Test
  void anotherListMakesAnotherSandbox() throws Exception {
    docker.open(spec());
    try (Sandboxes second = Sandboxes.docker(DockerOptions.of(OWNER))) {
      Sandbox closed = second.open(spec());
      assertThat(closed.fresh()).isTrue();
      assertThat(run(closed, GET.formatted(server))).doesNotContain("welcome");
      assertThat(docker("network", "ls", "-q", "--filter", "name=" + OWNER)).isEmpty();
    }
  }

  @Test
  void whatCannotBeSetUpIsToldInOneLineAndLeavesNothing() throws Exception {
    assertThat(docker.problem(DockerEngine.IMAGE)).isEmpty();
    DockerOptions absent =
        new DockerOptions(
            OWNER,
            Optional.empty(),
            Duration.ofMinutes(1),
            1 << 30,
            List.of(server),
            Optional.of("spadework-no-such-image"));
    try (Sandboxes second = Sandboxes.docker(absent)) {
      assertThat(second.problem(DockerEngine.IMAGE).orElseThrow())
          .startsWith("sandbox.egress cannot be set up")
          .contains("sandbox.egress-image")
          .doesNotContain("\n");
      assertThatThrownBy(() -> second.open(spec())).isInstanceOf(SandboxException.class);
    }
  }

  private Spec spec() {
    return new Spec("t", dir, DockerEngine.IMAGE, Optional.empty(), Limits.defaults());
  }

  private static String run(Sandbox sandbox, String command) throws Exception {
    return sandbox.run(command, Duration.ofSeconds(60)).output();
  }

  private static String docker(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output.strip();
  }
}
