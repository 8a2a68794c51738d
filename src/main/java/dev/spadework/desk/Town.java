package dev.spadework.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is in the workspace, and where they talk. Not safe alone: {@link SlackState} guards it. */
final class Town {
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();

  void add(Channel channel) {
    channels.put(channel.id(), channel);
  }

  void add(Person person) {
    people.put(person.id(), person);
  }

  void add(Group group) {
    groups.put(group.id(), group);
  }

  /** By id, or by name with or without its number sign. */
  Optional<Channel> channel(String idOrName) {
    String name = idOrName.startsWith("#") ? idOrName.substring(1) : idOrName;
    return channels.values().stream()
        .filter(c -> c.id().equals(idOrName) || c.name().equals(name))
        .findFirst();
  }

  /** The person's conversation with the bot, which is there once somebody asks for it. */
  Channel direct(String user) {
    return channels.computeIfAbsent(
        "D" + user.substring(1),
        id -> new Channel(id, user, true, Channel.Kind.DIRECT, Set.of(user)));
  }

  List<Channel> channels() {
    return List.copyOf(channels.values());
  }

  Optional<Person> person(String id) {
    return Optional.ofNullable(people.get(id));
  }

  List<Person> people() {
    return List.copyOf(people.values());
  }

  Optional<Group> group(String id) {
    return Optional.ofNullable(groups.get(id));
  }

  List<Group> groups() {
    return List.copyOf(groups.values());
  }
}
