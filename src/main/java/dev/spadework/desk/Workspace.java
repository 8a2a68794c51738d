package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a {@link SlackStandIn} is set up: its people and places, its addresses, its refusals. */
abstract class Workspace {
  final SlackState state;
  final Sender sender;
  final Talk talk;
  final Wire wire;
  final Files files;
  private final Limits limits;
  private final Scopes scopes = new Scopes();
  private final SlackApi api;
  private final String token;
  private final String signingSecret;

  Workspace(Clock clock) {
    SecureRandom random = new SecureRandom();
    token = "xoxb-desk-" + hex(random, 16);
    signingSecret = hex(random, 16);
    state = new SlackState(clock);
    limits = new Limits(clock);
    files = new Files(state);
    wire = new Wire(clock, signingSecret);
    sender = new Sender(state, wire, scopes);
    talk = new Talk(state, wire, scopes, files);
    api = new SlackApi(state, token, files, limits, scopes);
  }

  /** What the bot has to present; {@code xoxb-} and random. */
  public String token() {
    return token;
  }

  /** What requests to the bot are signed with. */
  public String signingSecret() {
    return signingSecret;
  }

  /** Slack's Web API: the method's name is the path below the mount. Files are served there too. */
  public HttpServlet api() {
    return api;
  }

  /** Answers to a {@code response_url}; mount it at the address given to {@link #responses}. */
  public HttpServlet responder() {
    return sender.responses();
  }

  /** Where the bot listens: the full address of its {@code /slack/events}. */
  public SlackStandIn bot(URI events) {
    wire.bot(events);
    return self();
  }

  /**
   * Where {@link #responder()} is mounted, as seen by the bot, with a slash at its end. {@link
   * #api()} is taken to be at {@code ../api/} from there, for the addresses of files.
   */
  public SlackStandIn responses(URI base) {
    sender.responses().base(base);
    files.base(base.resolve("../api/"));
    return self();
  }

  /**
   * Another public channel; the answer is its id. Posting where the bot is no member is refused.
   */
  public String addChannel(String name, boolean botIsMember) {
    String id = state.nextId("C");
    return add(new Channel(id, name, botIsMember));
  }

  /** A private channel, seen by these people alone; the answer is its id. */
  public String addPrivateChannel(String name, boolean botIsMember, String... members) {
    String id = state.nextId("C");
    return add(new Channel(id, name, botIsMember, Channel.Kind.PRIVATE, Set.of(members)));
  }

  /**
   * Adds what else a small workspace has: #random, a private #billing of ann and bob, and each
   * person's conversation with the bot.
   */
  public SlackStandIn furnish() {
    addChannel("random", true);
    addPrivateChannel("billing", true, SlackStandIn.ANN, SlackStandIn.BOB);
    state.people().stream().filter(p -> !p.bot()).forEach(person -> direct(person.id()));
    return self();
  }

  /** The id of this person's conversation with the bot. */
  public String direct(String user) {
    return state.build(town -> town.direct(user)).id();
  }

  /** Another person; the answer is the id. The zone is an IANA name. */
  public String addPerson(String name, String realName, String zone) {
    String id = state.nextId("U0" + name.toUpperCase(java.util.Locale.ROOT));
    add(new Person(id, name, realName, false, zone));
    return id;
  }

  /** Another user group; the answer is its id. */
  public String addGroup(String handle, String... members) {
    String id = state.nextId("S");
    add(new Group(id, handle, Set.of(members)));
    return id;
  }

  /**
   * The next calls of a method fail.
   *
   * @param method {@code chat.postMessage}, say, or {@code *} for whichever comes
   * @param times how often; {@link #heal()} ends it early
   */
  public void fail(String method, Fault fault, int times) {
    api.fail(method, fault, times);
  }

  /** All faults are over. */
  public void heal() {
    api.heal();
  }

  /** Whether plan and task card blocks are taken; if not, they are {@code invalid_blocks}. */
  public void acceptPlans(boolean accept) {
    api.acceptPlans(accept);
  }

  /**
   * Whether calls beyond Slack's rates are refused with 429 and {@code Retry-After}: one message a
   * second in a channel, 50 {@code chat.update} a minute, and so on by the methods' tiers, each
   * with a small burst. Off at first.
   */
  public void enforceLimits(boolean enforce) {
    limits.enforce(enforce);
  }

  /** Makes each n-th refusal a 200 with {@code ok:false} and {@code ratelimited}; 0 for none. */
  public void refuseInBodyEvery(int n) {
    limits.refuseInBodyEvery(n);
  }

  /** How many calls the limits have refused so far. */
  public int refusals() {
    return limits.refusals();
  }

  /**
   * The scopes that the app was granted, such as {@code chat:write}. Methods that need another one
   * are {@code missing_scope}, events that need another one do not come. At first all are granted.
   */
  public void grant(Set<String> granted) {
    scopes.grant(granted);
  }

  /**
   * The events that the app subscribes to, as the manifest names them: {@code message.channels},
   * {@code app_mention} and so on. Others do not come. At first all do.
   */
  public void subscribe(Set<String> events) {
    scopes.subscribe(events);
  }

  /** The scopes that calls, commands and events asked for so far, granted or not. */
  public Set<String> scopesUsed() {
    return scopes.used();
  }

  /** The events that came up so far, by the name of their subscription, delivered or not. */
  public Set<String> eventsRaised() {
    return scopes.sent();
  }

  /** What the bot asked of a method so far, oldest first, refused calls too. */
  public List<Map<String, JsonNode>> calls(String method) {
    return api.calls(method);
  }

  abstract SlackStandIn self();

  final String add(Channel channel) {
    return state.build(
        town -> {
          town.add(channel);
          return channel.id();
        });
  }

  final void add(Person person) {
    state.build(
        town -> {
          town.add(person);
          return person;
        });
  }

  final void add(Group group) {
    state.build(
        town -> {
          town.add(group);
          return group;
        });
  }

  private static String hex(SecureRandom random, int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }
}
