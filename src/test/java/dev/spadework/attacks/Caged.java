package dev.spadework.attacks;

import dev.spadework.redact.Redactor;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.sandbox.Limits;
import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.Sandbox;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.sandbox.Spec;
import dev.spadework.workspace.Base;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.GitHttpServer;
import dev.spadework.workspace.Remote;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A checkout from a git server and a container on it, as a task has them. */
final class Caged implements AutoCloseable {
  private static final String NAME = "acme/shop";
  private static final String TOKEN = "ghs_tree-token-0123456789";
  private static final String TASK = "t-0000tree";

  final Git served;
  final Base base;
  final Tree tree;
  private final GitHttpServer http;
  private final Sandboxes docker;
  private final Sandbox sandbox;

  private Caged(Path dir) throws Exception {
    Git source = Git.init(dir.resolve("source"));
    source.write("a.txt", "a\n").write("b.txt", "b\n");
    source.write(".gitattributes", "*.txt filter=evil diff=evil merge=evil\n").commit("base");
    http = GitHttpServer.start(dir.resolve("served"), TOKEN);
    docker = Sandboxes.docker(DockerOptions.of("git-" + ProcessHandle.current().pid()));
    served = http.publish(NAME, source);
    Remote remote = new Remote(NAME, http.url(NAME), Optional.of(TOKEN));
    Workspace workspace = Workspace.at(dir.resolve("data"), Redactor.of(List.of(TOKEN)));
    base = workspace.pin(remote, "main");
    tree = workspace.open(TASK, remote, base.commit());
    sandbox = docker.open(spec());
  }

  static Caged in(Path dir) throws Exception {
    DockerEngine.assumeRunning();
    return new Caged(dir);
  }

  private Spec spec() {
    return new Spec(TASK, tree.root(), DockerEngine.IMAGE, Optional.empty(), Limits.defaults())
        .with(
            List.of(
                new Spec.Bind(tree.replica(), "/work/.git", false),
                new Spec.Bind(tree.replicaObjects(), Tree.REPLICA_OBJECTS, true)));
  }

  Result run(String script) throws Exception {
    return sandbox.run(script, Duration.ofSeconds(120));
  }

  @Override
  public void close() throws Exception {
    sandbox.close();
    docker.reap(Set.of());
    docker.close();
    http.close();
  }
}
