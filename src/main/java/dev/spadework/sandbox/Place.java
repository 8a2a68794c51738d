package dev.spadework.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process on this machine may see: the system's programs, the little of {@code /etc} that
 * they need, this Java, a HOME and the tree. Nothing else of the host.
 *
 * @param mounts in order of mounting
 * @param environment the whole of it
 */
record Place(List<Mount> mounts, Map<String, String> environment) {
  static final String WORK = "/work";
  static final String HOME = "/home/agent";

  private static final List<String> SYSTEM =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store");
  private static final List<String> ETC =
      List.of(
          "alternatives",
          "ca-certificates",
          "ca-certificates.conf",
          "crypto-policies",
          "java",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "localtime",
          "magic",
          "maven",
          "mime.types",
          "nsswitch.conf",
          "os-release",
          "pki",
          "ssl");
  // Names only; with a network, also what it takes to resolve them.
  private static final List<String> ETC_FOR_NETWORK = List.of("resolv.conf", "hosts");

  /** One thing that is to be seen. */
  record Mount(How how, String source, String target) {}

  /** How a thing is seen. */
  enum How {
    READ_ONLY,
    WRITABLE,
    LINK
  }

  /**
   * @param own a directory of ours that holds {@code passwd}, {@code group} and {@code home}
   */
  static Place of(Path own, Path tree, boolean network) throws SandboxException {
    return of(own, tree, List.of(), network);
  }

  /**
   * @param binds seen besides the tree
   */
  static Place of(Path own, Path tree, List<Spec.Bind> binds, boolean network)
      throws SandboxException {
    try {
      List<Mount> mounts = new ArrayList<>();
      for (String directory : SYSTEM) {
        addSystem(mounts, Path.of(directory));
      }
      for (String name : ETC) {
        addIfThere(mounts, Path.of("/etc", name));
      }
      for (String name : network ? ETC_FOR_NETWORK : List.<String>of()) {
        addIfThere(mounts, Path.of("/etc", name));
      }
      addDebianJavaSettings(mounts);
      mounts.add(new Mount(How.READ_ONLY, own.resolve("passwd").toString(), "/etc/passwd"));
      mounts.add(new Mount(How.READ_ONLY, own.resolve("group").toString(), "/etc/group"));
      Path java = Path.of(System.getProperty("java.home")).toRealPath();
      if (SYSTEM.stream().noneMatch(java::startsWith)) {
        mounts.add(new Mount(How.READ_ONLY, java.toString(), java.toString()));
      }
      mounts.add(new Mount(How.WRITABLE, own.resolve("home").toString(), HOME));
      mounts.add(new Mount(How.WRITABLE, tree.toString(), WORK));
      for (Spec.Bind each : binds) {
        How how = each.readOnly() ? How.READ_ONLY : How.WRITABLE;
        mounts.add(new Mount(how, each.source().toString(), each.target()));
      }
      return new Place(List.copyOf(mounts), environment(java));
    } catch (IOException e) {
      throw new SandboxException("The system's directories cannot be read: " + e, e);
    }
  }

  private static Map<String, String> environment(Path java) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("HOME", HOME);
    environment.put("PATH", java + "/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    environment.put("JAVA_HOME", java.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("CI", "true");
    environment.put("TERM", "dumb");
    return environment;
  }

  private static void addSystem(List<Mount> mounts, Path directory) throws IOException {
    if (Files.isSymbolicLink(directory)) {
      String target = Files.readSymbolicLink(directory).toString();
      mounts.add(new Mount(How.LINK, target, directory.toString()));
    } else {
      addIfThere(mounts, directory);
    }
  }

  private static void addIfThere(List<Mount> mounts, Path path) {
    if (Files.exists(path)) {
      mounts.add(new Mount(How.READ_ONLY, path.toString(), path.toString()));
    }
  }

  /** Debian keeps a Java's settings outside it, in {@code /etc/java-17-openjdk}. */
  private static void addDebianJavaSettings(List<Mount> mounts) throws IOException {
    try (var found = Files.newDirectoryStream(Path.of("/etc"), "java-*")) {
      found.forEach(path -> addIfThere(mounts, path));
    }
  }
}
