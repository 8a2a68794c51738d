package dev.spadework.desk;

import java.util.List;

/** Between what a person types and what Slack writes: three escaped characters, and mentions. */
final class Typing {
  private Typing() {}

  static String written(String typed, List<Person> people) {
    String written = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    for (Person person : people) {
      written =
          written.replaceAll("(?i)(?<![\\w<])@" + person.name() + "\\b", "<@" + person.id() + ">");
    }
    return written;
  }

  static String plain(String written, List<Person> people) {
    String plain = written;
    for (Person person : people) {
      plain = plain.replace("<@" + person.id() + ">", "@" + person.name());
    }
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
