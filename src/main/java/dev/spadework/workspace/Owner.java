package dev.spadework.workspace;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Optional;

/** Whom a host that is root gives the files that it writes into a work tree. */
record Owner(UserPrincipal user, GroupPrincipal group) {
  /** The user and group that commands run as in a sandbox. */
  private static final String SANDBOX = "1000";

  /** The owner to give files to, if this process may give files away. */
  static Optional<Owner> in(Path directory) throws IOException {
    UserPrincipalLookupService users = directory.getFileSystem().getUserPrincipalLookupService();
    Path probe = Files.createTempFile(directory, "probe", "");
    try (Folder folder = Folder.open(directory)) {
      Owner owner =
          new Owner(
              users.lookupPrincipalByName(SANDBOX), users.lookupPrincipalByGroupName(SANDBOX));
      folder.handOver(probe.getFileName().toString(), owner);
      return Optional.of(owner);
    } catch (FileSystemException e) {
      return Optional.empty();
    } finally {
      Files.delete(probe);
    }
  }
}
