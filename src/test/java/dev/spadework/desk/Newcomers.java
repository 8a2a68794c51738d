package dev.spadework.desk;

/** More people than the stand-in begins with. */
public final class Newcomers {
  private Newcomers() {}

  public static void add(SlackStandIn slack, String id, String name) {
    slack.add(new Person(id, name, name, false, "UTC"));
  }
}
