package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.bolt.App;
import dev.spadework.desk.Granted;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code manifest.json} asks for what the code uses: nothing is missing, nothing is to spare. */
class ManifestTest {
  /**
   * The conversations that messages are read in: group direct messages are not served, and Slack's
   * library does not tell the kinds apart.
   */
  private static final Set<String> FAMILIES = Set.of("channels", "groups", "im");

  /** Of a direct message nothing is asked: whoever writes one is there. */
  private static final Set<String> ASKED_ABOUT = Set.of("channels", "groups");

  /** Knows the pace of methods and calls none. */
  private static final Set<String> LISTS = Set.of("Limiter.java");

  @TempDir Path folder;
  private static final Outgoing OUTGOING = new Outgoing();

  private final JsonNode manifest = manifest();

  static JsonNode manifest() {
    try {
      return new ObjectMapper().readTree(Path.of("manifest.json").toFile());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Set<String> scopes() {
    return texts(manifest().at("/oauth_config/scopes/bot"));
  }

  static Set<String> events() {
    return texts(manifest().at("/settings/event_subscriptions/bot_events"));
  }

  private static Set<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyCallGoesThroughTheDoorUnderItsOwnName() throws IOException {
    assertThat(OUTGOING.around()).isEmpty();
    assertThat(OUTGOING.named("slack", LISTS)).isEqualTo(OUTGOING.methods());
    assertThat(OUTGOING.methods()).hasSizeGreaterThan(15);
  }

  @Test
  void thePaceIsKnownOfTheMethodsThatAreCalledAndOfNoOthers() throws IOException {
    Set<String> listed = OUTGOING.named("slack", Set.of());
    assertThat(listed).isEqualTo(OUTGOING.methods());
  }

  @Test
  void theScopesAreThoseOfItsMethodsAndEvents() throws Exception {
    Set<String> methods = new TreeSet<>(OUTGOING.methods());
    methods.addAll(OUTGOING.named("", LISTS));
    if (OUTGOING.downloads()) {
      methods.add("file download");
    }
    Set<String> events = new TreeSet<>(events());
    withApp(
        app -> {
          if (!handlers(app, "slashCommandHandlers").isEmpty()) {
            events.add("slash command");
          }
          if (!handlers(app, "messageShortcutHandlers").isEmpty()
              || !handlers(app, "globalShortcutHandlers").isEmpty()) {
            events.add("shortcut");
          }
        });
    Set<String> needed = Granted.forEvents(events);
    for (String method : methods) {
      Set<String> all = Granted.forMethods(Set.of(method), FAMILIES);
      boolean about = all.contains("im:read");
      needed.addAll(about ? Granted.forMethods(Set.of(method), ASKED_ABOUT) : all);
    }
    assertThat(scopes()).isEqualTo(needed);
  }

  @Test
  void theEventsAreThoseThatAreHandled() throws Exception {
    withApp(
        app -> {
          Set<String> subscribed = new TreeSet<>();
          for (Object type : handlers(app, "eventHandlers").keySet()) {
            // Edited, deleted and shared ones come with the same subscription.
            if (type.toString().split(":")[0].equals("message")) {
              FAMILIES.forEach(family -> subscribed.add("message." + family));
            } else {
              subscribed.add(type.toString());
            }
          }
          assertThat(events()).isEqualTo(subscribed);
        });
  }

  @Test
  void commandsShortcutsAndPressesHaveSomebodyWhoTakesThem() throws Exception {
    withApp(
        app -> {
          Set<String> commands = named("/features/slash_commands", "command", "");
          assertThat(commands).isNotEmpty();
          assertBothWays(commands, handlers(app, "slashCommandHandlers"));
          assertBothWays(
              named("/features/shortcuts", "callback_id", "message"),
              handlers(app, "messageShortcutHandlers"));
          assertBothWays(
              named("/features/shortcuts", "callback_id", "global"),
              handlers(app, "globalShortcutHandlers"));
          assertThat(handlers(app, "blockActionHandlers")).isNotEmpty();
          assertThat(manifest.at("/settings/interactivity/is_enabled").asBoolean()).isTrue();
          assertThat(manifest.at("/settings/interactivity").has("message_menu_options_url"))
              .isEqualTo(!handlers(app, "blockSuggestionHandlers").isEmpty());
        });
  }

  @Test
  void thePageAndDirectMessagesAreOpen() {
    JsonNode home = manifest.at("/features/app_home");
    assertThat(home.path("home_tab_enabled").asBoolean())
        .isEqualTo(OUTGOING.methods().contains("views.publish"))
        .isEqualTo(events().contains("app_home_opened"));
    assertThat(home.path("messages_tab_enabled").asBoolean())
        .isEqualTo(events().contains("message.im"));
    assertThat(home.path("messages_tab_read_only_enabled").asBoolean()).isFalse();
  }

  private Set<String> named(String list, String name, String type) {
    return StreamSupport.stream(manifest.at(list).spliterator(), false)
        .filter(one -> one.path("type").asText("").equals(type))
        .map(one -> one.path(name).asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertBothWays(Set<String> offered, Map<?, ?> handlers) {
    for (String one : offered) {
      assertThat(handlers.keySet()).as(one).anyMatch(p -> ((Pattern) p).matcher(one).matches());
    }
    for (Object pattern : handlers.keySet()) {
      assertThat(offered).as("" + pattern).anyMatch(((Pattern) pattern).asMatchPredicate());
    }
  }

  private interface Look {
    void at(App app) throws Exception;
  }

  private void withApp(Look look) throws Exception {
    try (SlackTown town = new SlackTown(folder).openClosed()) {
      Field field = SlackRoom.class.getDeclaredField("app");
      field.setAccessible(true);
      look.at((App) field.get(town.room));
    }
  }

  /** What Bolt was told, which it does not say. */
  private static Map<?, ?> handlers(App app, String name) throws ReflectiveOperationException {
    Field field = App.class.getDeclaredField(name);
    field.setAccessible(true);
    return (Map<?, ?>) field.get(app);
  }
}
