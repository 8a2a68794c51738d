package dev.spadework.sandbox;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What commands may reach by name. It runs in the container of {@link EgressProxy} too, so it needs
 * nothing but the JDK.
 */
final class EgressRules {
  private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
  // A last label that begins with a digit is a number to some resolvers, and so an address.
  private static final String NAME = "(" + LABEL + "\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final String IPV4 = BYTE + "(\\." + BYTE + "){3}";

  private final Set<String> names = new HashSet<>();
  private final List<String> suffixes = new ArrayList<>();
  private final Set<InetAddress> addresses = new HashSet<>();

  /**
   * Takes entries that have no {@link #problem}.
   *
   * @throws IllegalArgumentException if one has
   */
  EgressRules(List<String> entries) {
    for (String entry : entries) {
      String text = entry.toLowerCase(Locale.ROOT);
      Optional<String> problem = problem(entry);
      if (problem.isPresent()) {
        throw new IllegalArgumentException(problem.get());
      }
      Optional<InetAddress> address = literal(text);
      if (address.isPresent()) {
        addresses.add(address.get());
      } else if (text.startsWith("*.")) {
        suffixes.add(text.substring(1));
      } else {
        names.add(text);
      }
    }
  }

  /** What is wrong with an entry of the list. */
  static Optional<String> problem(String entry) {
    String text = entry.toLowerCase(Locale.ROOT);
    boolean suffix = text.startsWith("*.") && text.indexOf('.', 2) > 0;
    boolean right = literal(text).isPresent() || isName(suffix ? text.substring(2) : text);
    return right
        ? Optional.empty()
        : Optional.of(
            "\""
                + entry
                + "\" is no host; write a name such as repo.example.com, *.example.com or an"
                + " address, without scheme, port and path");
  }

  private static boolean isName(String text) {
    return text.length() <= 253 && text.matches(NAME);
  }

  /** The address that a text is, in the one usual notation; empty if it is none. */
  static Optional<InetAddress> literal(String text) {
    boolean six = text.contains(":") && text.matches("[0-9a-f:.]{2,45}");
    if (!six && !text.matches(IPV4)) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether a host may be asked for. */
  boolean listed(String host) {
    String text = host.toLowerCase(Locale.ROOT);
    Optional<InetAddress> address = literal(text);
    if (address.isPresent()) {
      return addresses.contains(address.get());
    }
    return isName(text) && (names.contains(text) || suffixes.stream().anyMatch(text::endsWith));
  }

  /** Whether a port may be asked for. */
  boolean port(int port) {
    return port == 443 || port == 80;
  }

  /** Whether an address that a listed name resolved to may be connected to. */
  boolean reachable(InetAddress address) {
    return addresses.contains(address) || isPublic(address);
  }

  /**
   * Whether an address belongs to the internet at large: the special-purpose registries of IANA
   * (RFC 6890), and what clouds keep for their own machines, are left out.
   */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] raw = address.getAddress();
    int a = raw[0] & 0xff;
    int b = raw[1] & 0xff;
    int c = raw[2] & 0xff;
    if (address instanceof Inet4Address) {
      boolean shared = a == 100 && b >= 64 && b < 128;
      boolean special = a == 192 && (b == 0 && (c == 0 || c == 2) || b == 88 && c == 99);
      boolean tests = a == 198 && (b == 18 || b == 19 || b == 51 && c == 100);
      boolean documents = a == 203 && b == 0 && c == 113;
      // 168.63.129.16 is a machine's own service on Azure.
      boolean azure = a == 168 && b == 63 && c == 129 && (raw[3] & 0xff) == 16;
      return a != 0 && a < 224 && !shared && !special && !tests && !documents && !azure;
    }
    // Of 2000::/3, which is all that is given out: not Teredo and its like, documentation, 6to4.
    boolean protocols = a == 0x20 && b == 1 && (c & 0xfe) == 0;
    boolean documents = a == 0x20 && b == 1 && c == 0x0d && (raw[3] & 0xff) == 0xb8;
    boolean sixToFour = a == 0x20 && b == 2;
    return (a & 0xe0) == 0x20 && !protocols && !documents && !sixToFour;
  }
}
