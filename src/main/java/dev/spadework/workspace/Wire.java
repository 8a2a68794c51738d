package dev.spadework.workspace;

import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** The conversation with one remote; what goes wrong in it becomes one clear line. */
final class Wire {
  /** Longest silence of a server, in seconds; GitHub sends a sign of life every five. */
  private static final int SILENCE = 60;

  private final Remote remote;
  private final Redactor redactor;

  Wire(Remote remote, Redactor redactor) {
    this.remote = remote;
    this.redactor = redactor;
  }

  private interface Talk<T> {
    T with(Transport transport) throws IOException, WorkspaceException;
  }

  /** All branches and {@code HEAD} as the remote has them now. */
  Map<String, Ref> refs(Repository local) throws WorkspaceException, InterruptedException {
    return talk(
        local,
        Fault.Doing.READ,
        transport -> {
          try (FetchConnection connection =
              transport.openFetch(
                  List.of(new RefSpec("HEAD"), new RefSpec("refs/heads/*:refs/heads/*")))) {
            Map<String, Ref> refs = new TreeMap<>();
            connection.getRefs().forEach(ref -> refs.put(ref.getName(), ref));
            return refs;
          }
        });
  }

  /** Where one branch stands now, by its full name; others are not asked for. */
  Optional<ObjectId> tip(Repository local, String ref)
      throws WorkspaceException, InterruptedException {
    return talk(
        local,
        Fault.Doing.READ,
        transport -> {
          try (FetchConnection connection =
              transport.openFetch(List.of(new RefSpec(ref + ":" + ref)))) {
            return Optional.ofNullable(connection.getRef(ref)).map(Ref::getObjectId);
          }
        });
  }

  void fetch(Repository local, String spec) throws WorkspaceException, InterruptedException {
    talk(
        local,
        Fault.Doing.READ,
        transport -> transport.fetch(new Watch(), List.of(new RefSpec(spec))));
  }

  /** Opens the connection that a push would use, and closes it. */
  void checkPush(Repository local) throws WorkspaceException, InterruptedException {
    talk(
        local,
        Fault.Doing.PUSH,
        transport -> {
          transport.openPush().close();
          return true;
        });
  }

  /** Pushes and returns what became of each ref. */
  Collection<RemoteRefUpdate> push(Repository local, RemoteRefUpdate update)
      throws WorkspaceException, InterruptedException {
    return talk(
        local,
        Fault.Doing.PUSH,
        transport -> transport.push(new Watch(), List.of(update)).getRemoteUpdates());
  }

  private <T> T talk(Repository local, Fault.Doing doing, Talk<T> talk)
      throws WorkspaceException, InterruptedException {
    Optional<OneOrigin> origin = Optional.empty();
    try (Transport transport = Transport.open(local, address())) {
      transport.setTimeout(SILENCE);
      transport.setTagOpt(TagOpt.NO_TAGS);
      if (transport instanceof TransportHttp http) {
        origin = Optional.of(new OneOrigin(new URL(remote.url())));
        http.setHttpConnectionFactory(origin.get());
        remote.token().ifPresent(t -> http.setPreemptiveBasicAuthentication("x-access-token", t));
      } else if (!remote.local()) {
        throw new NotSupportedException("no protocol for " + remote.url());
      }
      return talk.with(transport);
    } catch (NotSupportedException | TransportException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while talking to " + remote.name());
      }
      throw new Fault(remote, redactor).of(doing, e, origin);
    } catch (IOException e) {
      throw WorkspaceException.disk(
          "The mirror of " + remote.name() + " cannot be used; is the disk full or read-only?", e);
    }
  }

  private URIish address() throws WorkspaceException, MalformedURLException {
    Optional<Path> path = remote.path();
    if (path.isPresent() && !Files.isDirectory(path.get())) {
      throw WorkspaceException.person(
          remote.name()
              + ": there is no directory "
              + redactor.clean(path.get().toString())
              + "; correct the path.");
    }
    try {
      return path.isPresent()
          ? new URIish(path.get().normalize().toString())
          : new URIish(remote.url());
    } catch (URISyntaxException e) {
      throw new MalformedURLException("clone-url of " + remote.name());
    }
  }

  /** Lets an interrupt end a transfer. */
  private static final class Watch extends EmptyProgressMonitor {
    @Override
    public boolean isCancelled() {
      return Thread.currentThread().isInterrupted();
    }
  }
}
