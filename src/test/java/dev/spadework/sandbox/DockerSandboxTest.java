package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("docker")
class DockerSandboxTest extends DiskContract {
  private static final String OWNER = "test-" + ProcessHandle.current().pid();

  @BeforeAll
  static void needsAnEngine() throws InterruptedException {
    DockerEngine.assumeRunning();
  }

  @AfterAll
  static void removeImagesOfTheseSetups() throws Exception {
    String ours = "label=dev.spadework.owner=" + OWNER;
    for (String image : docker("images", "-q", "--filter", ours, "spadework-setup").split("\\s+")) {
      docker("rmi", "-f", image);
    }
  }

  @Override
  Sandboxes sandboxes() {
    return Sandboxes.docker(DockerOptions.of(OWNER));
  }

  private static String docker(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "docker";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output.strip();
  }

  private static String name(String task) {
    return "spadework-" + OWNER + "-" + task;
  }

  @Test
  void memoryPastTheLimitIsReportedAsSuch() throws Exception {
    Sandbox sandbox = open();
    Result eaten = sandbox.run("x=$(head -c 600000000 /dev/zero | tr '\\0' y); echo ${#x}", LONG);
    assertThat(eaten.status()).isEqualTo(Result.Status.OUT_OF_MEMORY);
    assertThat(sandbox.run("exit 1", LONG).status()).isEqualTo(Result.Status.EXITED);
  }

  @Test
  void aKillThatACommandGotOverIsNotLaidToTheNext() throws Exception {
    Sandbox sandbox = open();
    String eats = "x=$(head -c 600000000 /dev/zero | tr '\\0' y); echo ${#x}";
    Result overcome = sandbox.run("sh -c \"" + eats.replace("$", "\\$") + "\"; echo over", LONG);
    assertThat(overcome.output()).contains("over\n", "Killed");
    assertThat(overcome.status()).isEqualTo(Result.Status.EXITED);
    assertThat(sandbox.run("exit 1", LONG).status()).isEqualTo(Result.Status.EXITED);
  }

  @Test
  void limitsReachTheContainer() throws Exception {
    open();
    assertThat(
            docker(
                "inspect",
                "--format",
                "{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.NanoCpus}}"
                    + " {{.HostConfig.PidsLimit}} {{.HostConfig.ReadonlyRootfs}}"
                    + " {{.HostConfig.NetworkMode}} {{.HostConfig.CapDrop}}"
                    + " {{index .HostConfig.SecurityOpt 0}} {{.HostConfig.Privileged}}",
                name("t-1")))
        .isEqualTo(
            "268435456 268435456 2000000000 128 true none [ALL] no-new-privileges:true false");
  }

  @Test
  void onlyTheTreeIsMountedFromTheHost() throws Exception {
    open();
    assertThat(
            docker(
                "inspect",
                "--format",
                "{{range .Mounts}}{{if eq .Type \"bind\"}}{{.Source}}>{{.Destination}}"
                    + " {{end}}{{end}}",
                name("t-1")))
        .isEqualTo(tree + ">/work");
  }

  @Test
  void aContainerRemovedBehindOurBackIsLostAndTheNextIsFresh() throws Exception {
    Sandbox sandbox = open();
    CompletableFuture<Result> running =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return sandbox.run("touch begun; sleep 600", LONG);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    awaitFile("begun");
    docker("rm", "-f", "-v", name("t-1"));
    assertThat(running.get(60, TimeUnit.SECONDS).status()).isEqualTo(Result.Status.LOST);
    assertThat(sandbox.run("true", LONG).status()).isEqualTo(Result.Status.LOST);
    Sandbox next = open();
    assertThat(next.fresh()).isTrue();
    assertThat(output(next, "echo again")).isEqualTo("again");
  }

  @Test
  void aStoppedContainerIsReplaced() throws Exception {
    open();
    docker("kill", name("t-1"));
    assertThat(open().fresh()).isTrue();
  }

  @Test
  void aTreeThatWasReplacedGetsANewContainer() throws Exception {
    open();
    Files.move(tree, temp.resolve("old"));
    Files.createDirectory(tree);
    Files.writeString(tree.resolve("README"), "other\n");
    Sandbox sandbox = open();
    assertThat(sandbox.fresh()).isTrue();
    assertThat(output(sandbox, "cat README")).isEqualTo("other");
  }

  @Test
  void aHomeThatHoldsTooMuchEndsTheCommand() throws Exception {
    Sandbox sandbox = open();
    Result result =
        sandbox.run(
            "i=0; mkdir \"$HOME/d\"; while [ $i -lt 900 ]; do head -c 1000000 /dev/zero >"
                + " \"$HOME/d/f$i\"; i=$((i+1)); sleep 0.02; done",
            LONG);
    assertThat(result.status()).isEqualTo(Result.Status.DISK_FULL);
    assertThat(output(sandbox, "rm -r \"$HOME/d\"; echo cleared")).isEqualTo("cleared");
  }

  @Test
  void theVolumeGoesWithTheContainer() throws Exception {
    Sandbox sandbox = open();
    String volume =
        docker(
            "inspect",
            "--format",
            "{{range .Mounts}}{{if eq .Type \"volume\"}}{{.Name}}{{end}}{{end}}",
            name("t-1"));
    assertThat(volume).hasSizeGreaterThan(20);
    sandbox.close();
    assertThat(docker("volume", "ls", "-q").lines()).doesNotContain(volume);
  }

  @Test
  void theReaperLeavesWhatBelongsToAnotherOwner() throws Exception {
    open();
    try (Sandboxes strangers = Sandboxes.docker(DockerOptions.of(OWNER + "-other"))) {
      strangers.reap(Set.of());
    }
    assertThat(open().fresh()).isFalse();
  }

  @Test
  void theTaskKeepsItsSetupWhateverTheTreeBecomes() throws Exception {
    String setup =
        "cat pom.xml > \"$HOME/pom\"; date +%s%N > \"$HOME/when\"; echo " + System.nanoTime();
    Files.writeString(tree.resolve("pom.xml"), "base");
    String first = output(sandboxes.open(withSetup(setup)), "cat \"$HOME/when\"");
    Files.writeString(tree.resolve("pom.xml"), "changed by an agent");
    docker("rm", "-f", "-v", name("t-1"));
    Sandbox again = sandboxes.open(withSetup(setup));
    assertThat(again.fresh()).isTrue();
    assertThat(output(again, "cat \"$HOME/pom\" \"$HOME/when\"")).isEqualTo("base" + first);
  }

  @Test
  void otherTasksWithTheSameInputsShareASetup() throws Exception {
    String setup = "date +%s%N > \"$HOME/when\"; echo " + System.nanoTime();
    String first = output(sandboxes.open(withSetup(setup)), "cat \"$HOME/when\"");
    Sandbox other =
        sandboxes.open(new Spec("t-2", tree, DockerEngine.IMAGE, Optional.of(setup), limits()));
    assertThat(output(other, "cat \"$HOME/when\"")).isEqualTo(first);
  }

  @Test
  void newFilesThatASetupLeavesInTheTreeAreThereAndNothingIsReplaced() throws Exception {
    String setup =
        "mkdir -p node_modules/a .git && echo dep > node_modules/a/index.js && echo x > .git/config"
            + " && ln -s a node_modules/b && chmod 6755 node_modules/a/index.js"
            + " && echo changed > README && mkfifo pipe && echo "
            + System.nanoTime();
    Sandbox sandbox = sandboxes.open(withSetup(setup));
    assertThat(output(sandbox, "cat node_modules/b/index.js README")).isEqualTo("dep\nhello");
    assertThat(tree.resolve(".git")).doesNotExist();
    assertThat(tree.resolve("pipe")).doesNotExist();
    Path file = tree.resolve("node_modules/a/index.js");
    assertThat((int) Files.getAttribute(file, "unix:mode") & 06000).isZero();
    assertThat(Files.getAttribute(file, "unix:uid"))
        .isEqualTo(Files.getAttribute(tree, "unix:uid"));
    try (var beside = Files.list(tree.getParent())) {
      assertThat(beside.map(p -> p.getFileName().toString())).containsExactly("tree");
    }
  }

  @Test
  void whatIsUnpackedOnceIsNotUnpackedAgain() throws Exception {
    String setup = "mkdir lib && echo dep > lib/a; echo " + System.nanoTime();
    output(sandboxes.open(withSetup(setup)), "rm -r lib");
    output(sandboxes.open(withSetup(setup)), "test ! -e lib");
    assertThat(tree.resolve("lib")).doesNotExist();
  }

  @Test
  void aSetupThatLeavesTooMuchIsToldInOneLine() {
    assertThatThrownBy(
            () ->
                sandboxes.open(
                    withSetup("for i in 1 2 3; do head -c 30000000 /dev/urandom > big$i; done")))
        .isInstanceOf(SetupFailedException.class)
        .hasMessageContaining("more than 64 MiB")
        .hasMessageNotContaining("\n");
  }

  @Test
  void theSetupRunsOnThePristineTreeAlsoWhenTheImageOfTheTaskIsGone() throws Exception {
    Files.writeString(tree.resolve("pom.xml"), "changed by an agent");
    Pristine base =
        new Pristine() {
          @Override
          public String scope() {
            return "acme/billing";
          }

          @Override
          public void writeTo(Path directory) throws SandboxException {
            try {
              Files.writeString(directory.resolve("pom.xml"), "base");
            } catch (java.io.IOException e) {
              throw new SandboxException("no", e);
            }
          }
        };
    Spec spec =
        new Spec(
            "t-1",
            tree,
            DockerEngine.IMAGE,
            Optional.of("cat pom.xml > \"$HOME/pom\"; echo " + System.nanoTime()),
            base,
            limits(),
            List.of());
    sandboxes.open(spec);
    sandboxes.reap(Set.of());
    assertThat(output(sandboxes.open(spec), "cat \"$HOME/pom\" pom.xml"))
        .isEqualTo("basechanged by an agent");
  }

  @Test
  void aMissingImageIsNamedWithTheWayToGetIt() {
    Spec spec = new Spec("t-1", tree, "no-such-image:1", Optional.empty(), limits());
    assertThatThrownBy(() -> sandboxes.open(spec))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("docker pull no-such-image:1");
  }

  @Test
  void anEngineThatIsNotThereIsNamedWithTheWayToMendIt() throws Exception {
    try (Sandboxes nowhere =
        Sandboxes.docker(
            new DockerOptions(
                OWNER,
                Optional.of("unix://" + temp.resolve("none.sock")),
                Duration.ofMinutes(1)))) {
      assertThat(nowhere.problem())
          .hasValueSatisfying(
              p ->
                  assertThat(p).contains("none.sock").contains("DOCKER_HOST").doesNotContain("\n"));
    }
  }
}
