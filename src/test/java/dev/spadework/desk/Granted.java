package dev.spadework.desk;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The stand-in's table of scopes, which is Slack's, for tests of other rooms. */
public final class Granted {
  private Granted() {}

  /** What these methods need, in conversations of these families. */
  public static Set<String> forMethods(Set<String> methods, Set<String> families) {
    return all(methods.stream().map(method -> Scopes.ofMethod(method, families)));
  }

  /** What these events need; commands and shortcuts are asked about as such. */
  public static Set<String> forEvents(Set<String> events) {
    return all(events.stream().map(Scopes::ofEvent));
  }

  private static Set<String> all(Stream<Set<String>> each) {
    Set<String> scopes = new TreeSet<>();
    each.forEach(scopes::addAll);
    return scopes;
  }
}
