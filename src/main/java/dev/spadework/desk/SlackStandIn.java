package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A Slack workspace in memory: the Web API's shapes on one side, signed requests to the bot on the
 * other. The page of {@code spadework try} is drawn from it, and tests use it as their Slack.
 *
 * <p>Web API: mount {@link #api()} somewhere and give the bot that address as {@code
 * SLACK_API_URL}. Requests: {@link #bot(URI)} says where the bot listens; {@link #command}, {@link
 * #press}, {@link #reply}, {@link #submit} and the others send what Slack would send and return
 * once the bot has acknowledged. Signing secret and token are drawn anew for each instance.
 *
 * <p>Safe for many threads.
 */
public final class SlackStandIn implements AutoCloseable {
  public static final String TEAM = "T0DESK";
  public static final String APP = "A0DESK";
  public static final String ANN = "U0ANN";
  public static final String BOB = "U0BOB";

  /** The bot's user id. */
  public static final String BOT = "U0SPADE";

  /** The bot's other id, which its messages carry. */
  public static final String BOT_ID = "B0SPADE";

  /** The id of #eng-agents, the channel that is there from the start. */
  public static final String CHANNEL = "C0ENG";

  /** A user group of bob alone. */
  public static final String GROUP = "S0BILLING";

  private final SlackState state;
  private final SlackApi api;
  private final Sender sender;
  private final String token;
  private final String signingSecret;

  public SlackStandIn(Clock clock) {
    SecureRandom random = new SecureRandom();
    token = "xoxb-desk-" + hex(random, 16);
    signingSecret = hex(random, 16);
    state = new SlackState(clock);
    state.add(new Person(ANN, "ann", "Ann Weber", false));
    state.add(new Person(BOB, "bob", "Bob Okafor", false));
    state.add(new Person(BOT, "spadework", "Spadework", true));
    state.add(new Channel(CHANNEL, "eng-agents", true));
    sender = new Sender(state, signingSecret);
    api = new SlackApi(state, token);
  }

  /** What the bot has to present; {@code xoxb-} and random. */
  public String token() {
    return token;
  }

  /** What requests to the bot are signed with. */
  public String signingSecret() {
    return signingSecret;
  }

  /** Slack's Web API: the method's name is the path below the mount. */
  public HttpServlet api() {
    return api;
  }

  /** Answers to a {@code response_url}; mount it at the address given to {@link #responses}. */
  public HttpServlet responder() {
    return sender.responder();
  }

  /** Where the bot listens: the full address of its {@code /slack/events}. */
  public SlackStandIn bot(URI events) {
    sender.bot(events);
    return this;
  }

  /** Where {@link #responder()} is mounted, as seen by the bot, with a slash at its end. */
  public SlackStandIn responses(URI base) {
    sender.responses(base);
    return this;
  }

  /** Another channel; the answer is its id. Posting where the bot is no member is refused. */
  public String addChannel(String name, boolean botIsMember) {
    String id = state.nextId("C");
    state.add(new Channel(id, name, botIsMember));
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

  /** What the bot asked of a method so far, oldest first, refused calls too. */
  public List<Map<String, JsonNode>> calls(String method) {
    return api.calls(method);
  }

  /** Types a slash command, {@code /agent} with this text. */
  public Delivered command(String user, String channel, String text) {
    return sender.command(user, channel, "/agent", text);
  }

  /** Presses the button with this label or action id that the message shows now. */
  public Delivered press(String user, String channel, String ts, String labelOrActionId) {
    Message message = message(channel, ts);
    Message.Button button =
        message.buttons().stream()
            .filter(b -> b.label().equals(labelOrActionId) || b.actionId().equals(labelOrActionId))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no button " + labelOrActionId + " in: " + message.words()));
    return press(user, message, button);
  }

  /** Presses a button as it was drawn once, though the message may have changed since. */
  public Delivered press(String user, Message message, Message.Button button) {
    return sender.press(user, message, button);
  }

  /** Chooses an option of a select by its value or its text. */
  public Delivered choose(
      String user, String channel, String ts, String actionId, String valueOrText) {
    return sender.choose(user, message(channel, ts), actionId, valueOrText);
  }

  /** Writes into the channel. A text that mentions the bot is sent as two events, as Slack does. */
  public List<Delivered> say(String user, String channel, String text) {
    return sender.say(user, channel, Optional.empty(), text);
  }

  /** Writes into a thread; see {@link #say}. */
  public List<Delivered> reply(String user, String channel, String threadTs, String text) {
    return sender.say(user, channel, Optional.of(threadTs), text);
  }

  /**
   * Sends the open dialog off.
   *
   * @param values by action id or block id; what is missing keeps its initial value
   */
  public Delivered submit(String user, String viewId, Map<String, String> values) {
    View view =
        state
            .view(viewId)
            .orElseThrow(() -> new IllegalArgumentException("no open dialog " + viewId));
    return sender.submit(user, view, values);
  }

  /** Sends the same request again, signed anew, as Slack does when it saw no acknowledgement. */
  public Delivered redeliver(Delivered earlier, int retryNumber) {
    return sender.send(
        earlier.contentType(),
        earlier.body(),
        Map.of(
            "X-Slack-Retry-Num",
            Integer.toString(retryNumber),
            "X-Slack-Retry-Reason",
            "http_timeout"));
  }

  /** The message and its answers, oldest first; private ones are not among them. */
  public List<Message> thread(String channel, String ts) {
    return visible(channel).stream()
        .filter(m -> m.ts().equals(ts) || m.threadTs().filter(ts::equals).isPresent())
        .toList();
  }

  /** What stands in the channel itself, oldest first; answers in threads are not among them. */
  public List<Message> messages(String channel) {
    return visible(channel).stream().filter(m -> m.threadTs().isEmpty()).toList();
  }

  /** What only this person sees, oldest first. */
  public List<Message> ephemerals(String user) {
    return state.messages().stream()
        .filter(m -> m.privateTo().filter(user::equals).isPresent())
        .toList();
  }

  /** The dialogs that are open for this person, oldest first. */
  public List<View> views(String user) {
    return state.views().stream().filter(v -> v.user().equals(user)).toList();
  }

  /** What the bot last published to this person's home tab. */
  public Optional<View> home(String user) {
    return state.home(user);
  }

  /** The message as it is now. */
  public Message message(String channel, String ts) {
    return state
        .message(channel, ts)
        .orElseThrow(() -> new IllegalArgumentException("no message " + ts + " in " + channel));
  }

  /**
   * Waits for a message, private ones too, that is there already or comes or is edited to fit.
   *
   * @throws IllegalStateException when the time is over, with what is there instead
   */
  public Message awaitMessage(Predicate<Message> fits, Duration atMost)
      throws InterruptedException {
    return state
        .await(() -> state.messages().stream().filter(fits).findFirst(), atMost)
        .orElseThrow(() -> new IllegalStateException("no such message within " + atMost + all()));
  }

  /**
   * Waits until a dialog is open for this person.
   *
   * @throws IllegalStateException when the time is over
   */
  public View awaitView(String user, Duration atMost) throws InterruptedException {
    return state
        .await(() -> views(user).stream().findFirst(), atMost)
        .orElseThrow(() -> new IllegalStateException("no dialog for " + user + " in " + atMost));
  }

  /** Lets go whoever waits. */
  @Override
  public void close() {
    state.close();
  }

  SlackState state() {
    return state;
  }

  Sender sender() {
    return sender;
  }

  private List<Message> visible(String channel) {
    return state.messages().stream()
        .filter(m -> m.channel().equals(channel) && m.privateTo().isEmpty())
        .toList();
  }

  private String all() {
    StringBuilder all = new StringBuilder("; there are:");
    for (Message m : state.messages()) {
      all.append("\n--- ").append(m.ts()).append(m.threadTs().map(t -> " in " + t).orElse(""));
      all.append(m.privateTo().map(u -> " to " + u).orElse("")).append('\n').append(m.words());
    }
    return all.toString();
  }

  private static String hex(SecureRandom random, int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }
}
