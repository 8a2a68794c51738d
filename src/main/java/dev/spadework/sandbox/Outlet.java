package dev.spadework.sandbox;

import com.github.dockerjava.api.model.HostConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The network that a container joins instead of none, and the proxy in it.
 *
 * @param network its id; it leads nowhere
 * @param address of the proxy in it
 */
record Outlet(String network, String address) {
  /** The engine's own resolver says nothing when nobody answers it; the usual wait is 20 s. */
  private static final List<String> IMPATIENT = List.of("timeout:1", "attempts:1");

  private static final String NEAR = "localhost,127.0.0.1,::1";

  /**
   * Put in the place of "no network", and nothing else about the container changes. Names are asked
   * of the proxy, which refuses at once. Without that some engines ask the resolver of their host
   * for a container, out of the host's own network, whatever network the container is in
   * (CVE-2024-29018).
   */
  HostConfig join(HostConfig host) {
    return host.withNetworkMode(network).withDns(address).withDnsOptions(IMPATIENT);
  }

  /**
   * What has commands use the proxy. Java is told by the variables of its build tools, since
   * JAVA_TOOL_OPTIONS makes every JVM print a line into the output that people and tests read.
   */
  List<String> environment() {
    String proxy = "http://" + address + ":" + EgressProxy.PORT;
    List<String> all = new ArrayList<>();
    for (String name : List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")) {
      all.add(name + "=" + proxy);
    }
    all.add("NO_PROXY=" + NEAR);
    all.add("no_proxy=" + NEAR);
    StringBuilder java = new StringBuilder();
    for (String scheme : List.of("http", "https")) {
      java.append("-D").append(scheme).append(".proxyHost=").append(address);
      java.append(" -D").append(scheme).append(".proxyPort=").append(EgressProxy.PORT).append(' ');
    }
    all.add("GRADLE_OPTS=" + java.toString().strip());
    // Maven's resolver looks at these properties only when told to.
    all.add("MAVEN_OPTS=" + java + "-Daether.connector.http.useSystemProperties=true");
    return all;
  }
}
