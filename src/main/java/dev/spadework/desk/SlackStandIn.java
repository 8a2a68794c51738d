package dev.spadework.desk;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Slack workspace in memory: the Web API's shapes on one side, signed requests to the bot on the
 * other. The page of {@code spadework try} is drawn from it, and tests use it as their Slack.
 *
 * <p>Web API: mount {@link #api()} somewhere and give the bot that address as {@code
 * SLACK_API_URL}. Requests: {@link #bot} says where the bot listens; {@link #command}, {@link
 * #press}, {@link #reply}, {@link #submit} and the others send what Slack would send and return
 * once the bot has acknowledged. Signing secret and token are drawn anew for each instance.
 *
 * <p>Safe for many threads.
 */
public final class SlackStandIn extends Watched implements AutoCloseable {
  public static final String TEAM = "T0DESK";
  public static final String APP = "A0DESK";
  public static final String ANN = "U0ANN";
  public static final String BOB = "U0BOB";
  public static final String CEM = "U0CEMAY";
  public static final String DEE = "U0DEE";

  /** The bot's user id. */
  public static final String BOT = "U0SPADE";

  /** The bot's other id, which its messages carry. */
  public static final String BOT_ID = "B0SPADE";

  /** A bot of another app. */
  public static final String OTHER_BOT = "U0CIBOT";

  /** The id of #eng-agents, the channel that is there from the start. */
  public static final String CHANNEL = "C0ENG";

  /** A user group of bob alone. */
  public static final String GROUP = "S0BILLING";

  /** A user group of ann and dee. */
  public static final String LEADS = "S0LEADS";

  static final String OTHER_BOT_ID = "B0CIBOT";
  static final String SLACKBOT = "USLACKBOT";

  public SlackStandIn(Clock clock) {
    super(clock);
    add(new Person(ANN, "ann", "Ann Weber", false, "Europe/Berlin"));
    add(new Person(BOB, "bob", "Bob Okafor", false, "America/New_York"));
    add(new Person(CEM, "cem", "Cem Aydin", false, "Europe/Istanbul"));
    add(new Person(DEE, "dee", "Dee Rao", false, "Asia/Kolkata"));
    add(new Person(BOT, "spadework", "Spadework", true, "UTC"));
    add(new Person(OTHER_BOT, "builds", "Builds", true, "UTC"));
    add(new Group(GROUP, "billing", Set.of(BOB)));
    add(new Group(LEADS, "leads", Set.of(ANN, DEE)));
    add(new Channel(CHANNEL, "eng-agents", true));
  }

  /** Types a slash command, {@code /agent} with this text. */
  public Delivered command(String user, String channel, String text) {
    return sender.command(user, channel, "/agent", text);
  }

  /** Presses the button with this label or action id that the message shows now. */
  public Delivered press(String user, String channel, String ts, String labelOrActionId) {
    return press(user, channel, ts, labelOrActionId, Map.of());
  }

  /**
   * Presses a button of a message in which something was chosen or filled in before.
   *
   * @param values by action id or block id
   */
  public Delivered press(
      String user, String channel, String ts, String labelOrActionId, Map<String, String> values) {
    Message message = message(channel, ts);
    Message.Button button =
        message.buttons().stream()
            .filter(b -> b.label().equals(labelOrActionId) || b.actionId().equals(labelOrActionId))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no button " + labelOrActionId + " in: " + message.words()));
    return sender.press(user, message, button, values);
  }

  /** Presses a button as it was drawn once, though the message may have changed since. */
  public Delivered press(String user, Message message, Message.Button button) {
    return sender.press(user, message, button, Map.of());
  }

  /**
   * Chooses in a select, radio buttons, checkboxes or an overflow menu of a message.
   *
   * @param valueOrText the option's value or its text; several in checkboxes, parted by commas
   */
  public Delivered choose(
      String user, String channel, String ts, String actionId, String valueOrText) {
    return sender.choose(user, message(channel, ts), actionId, valueOrText);
  }

  /**
   * Writes into the channel. A text that mentions the bot is sent as two events, as Slack does:
   * first {@code app_mention}, then {@code message}, with the same channel and {@code ts}. Nothing
   * is sent where the bot is no member or has not subscribed.
   */
  public Said say(String user, String channel, String text) {
    return talk.say(user, channel, Optional.empty(), text);
  }

  /** Writes into a thread; see {@link #say}. */
  public Said reply(String user, String channel, String threadTs, String text) {
    return talk.say(user, channel, Optional.of(threadTs), text);
  }

  /** Changes the words of one's own message: the event {@code message_changed}. */
  public Said edit(String user, String channel, String ts, String text) {
    return talk.edit(user, channel, ts, text);
  }

  /**
   * Takes one's own message away: the event {@code message_deleted}. One that has answers leaves a
   * tombstone, and the event is {@code message_changed}, as in Slack.
   */
  public Said delete(String user, String channel, String ts) {
    return talk.delete(user, channel, ts);
  }

  /**
   * Shares a file: a message of the subtype {@code file_share}. The bot fetches it from its {@code
   * url_private_download} with its token.
   *
   * @param text what is said with it, may be empty
   */
  public Said upload(
      String user,
      String channel,
      Optional<String> threadTs,
      String filename,
      byte[] bytes,
      String text) {
    return talk.upload(user, channel, threadTs, filename, bytes, text);
  }

  /** Uses a message shortcut of the app on a message. */
  public Delivered shortcut(String user, String channel, String ts, String callbackId) {
    return sender.shortcut(user, channel, ts, callbackId);
  }

  /** Opens the bot's home tab; empty where the bot has not subscribed to that. */
  public Optional<Delivered> openHome(String user) {
    return talk.openHome(user);
  }

  /** Presses a button in the person's home, by label or action id. */
  public Delivered pressHome(String user, String labelOrActionId) {
    return sender.act(user, shownHome(user), labelOrActionId, Optional.empty(), Map.of());
  }

  /** Chooses in a select and the like in the person's home. */
  public Delivered chooseHome(String user, String actionId, String valueOrText) {
    return sender.act(user, shownHome(user), actionId, Optional.of(valueOrText), Map.of());
  }

  /**
   * Presses a button in an open dialog, which stays open.
   *
   * @param values what was filled in by then, by action id or block id
   */
  public Delivered pressView(
      String user, String viewId, String labelOrActionId, Map<String, String> values) {
    return sender.act(user, open(viewId), labelOrActionId, Optional.empty(), values);
  }

  /** Chooses in an element of an open dialog that tells the bot at once. */
  public Delivered chooseView(String user, String viewId, String actionId, String valueOrText) {
    return sender.act(user, open(viewId), actionId, Optional.of(valueOrText), Map.of());
  }

  /**
   * Sends the open dialog off. The bot's {@code response_action} is followed: errors keep it open,
   * update and push show another one, clear closes all.
   *
   * @param values by action id or block id, several ones parted by commas; what is missing keeps
   *     its initial value
   * @throws IllegalArgumentException when a required input is empty, which Slack does not send
   */
  public Delivered submit(String user, String viewId, Map<String, String> values) {
    return sender.submit(user, open(viewId), values);
  }

  /** Closes a dialog; the bot is told, {@code view_closed}, if the dialog asks for that. */
  public Optional<Delivered> close(String user, String viewId) {
    return sender.close(user, open(viewId), false);
  }

  /** Sends the same request again, signed anew, as Slack does when it saw no acknowledgement. */
  public Delivered redeliver(Delivered earlier, int retryNumber) {
    return sender.again(
        earlier,
        Map.of(
            "X-Slack-Retry-Num",
            Integer.toString(retryNumber),
            "X-Slack-Retry-Reason",
            "http_timeout"));
  }

  /** Lets go whoever waits. */
  @Override
  public void close() {
    state.close();
  }

  @Override
  SlackStandIn self() {
    return this;
  }

  SlackState state() {
    return state;
  }

  private View open(String viewId) {
    return state
        .view(viewId)
        .orElseThrow(() -> new IllegalArgumentException("no open dialog " + viewId));
  }

  private View shownHome(String user) {
    return home(user)
        .orElseThrow(() -> new IllegalArgumentException("nothing is published for " + user));
  }
}
