package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.Attachment;
import com.slack.api.model.Message;
import dev.spadework.redact.Redactor;
import dev.spadework.task.Guess;
import dev.spadework.task.Request;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the form, for a command without words and for a message, and takes it in. */
final class Forms {
  private static final Logger LOG = LoggerFactory.getLogger(Forms.class);

  /** The callback of the message shortcut, as {@code manifest.json} names it. */
  static final String SHORTCUT = "make_task";

  private final Commands commands;
  private final Accepting accepting;
  private final WishLine line;
  private final Repos repos;
  private final Form form;
  private final Web web;
  private final Whispers whispers;
  private final Surroundings surroundings;
  private final Redactor redactor;

  Forms(
      SlackSettings settings,
      Commands commands,
      Web web,
      Whispers whispers,
      Surroundings surroundings,
      Redactor redactor) {
    this.commands = commands;
    this.accepting = commands.accepting();
    this.line = new WishLine(settings.maxBudgetMicros());
    this.repos = new Repos(settings.repos());
    this.form =
        new Form(
            settings.repos().stream().map(SlackSettings.Repo::name).toList(),
            WishLine.KINDS,
            accepting.usualMicros(),
            settings.maxBudgetMicros());
    this.web = web;
    this.whispers = whispers;
    this.surroundings = surroundings;
    this.redactor = redactor;
  }

  /** The command alone: the form opens, or the help says that it did not. */
  void open(Commands.Sent sent) {
    open(
        sent.user(),
        sent.trigger(),
        FormOrigin.of(sent.channel(), sent.channelName()),
        () -> "",
        commands.help());
  }

  /** A person's page: the form opens and asks for a channel too. */
  void open(String user, String trigger) {
    open(user, trigger, FormOrigin.of("", ""), () -> "", commands.help());
  }

  /** The message shortcut: the form opens with the message in it. */
  void open(MessageShortcutPayload payload) {
    Message message = payload.getMessage();
    String ts = Objects.toString(message.getTs(), payload.getMessageTs());
    boolean inThread = message.getThreadTs() != null || message.getReplyCount() != null;
    FormOrigin origin =
        new FormOrigin(
            Objects.requireNonNull(payload.getChannel().getId(), "channel"),
            Objects.toString(payload.getChannel().getName(), ""),
            Optional.of(Objects.toString(message.getThreadTs(), ts)),
            Optional.of(ts),
            Enclosure.of(message.getFiles(), inThread));
    open(
        Objects.requireNonNull(payload.getUser().getId(), "user"),
        Objects.requireNonNull(payload.getTriggerId(), "trigger_id"),
        origin,
        () -> redactor.clean(surroundings.words(words(message)).strip()),
        say("form.failed.message"));
  }

  private interface Details {
    String words();
  }

  private void open(
      String user, String trigger, FormOrigin origin, Details details, String otherwise) {
    whispers.run(
        () -> {
          try {
            Optional<String> repo =
                accepting.usualRepo(user, origin.channel(), origin.channelName());
            web.open(trigger, form.view(origin, repo, details.words()));
          } catch (Refused | Away e) {
            LOG.atInfo().addKeyValue("reason", e.getMessage()).log("form_not_opened");
            whispers.tell(
                user, origin.channel(), origin.thread(), say("form.failed") + "\n" + otherwise);
          }
        });
  }

  /** A message may consist of nothing but what another bot attached. */
  private static String words(Message message) {
    String text = Objects.toString(message.getText(), "");
    List<Attachment> more = Objects.requireNonNullElse(message.getAttachments(), List.of());
    return text.isBlank()
        ? more.stream()
            .map(attachment -> Objects.toString(attachment.getFallback(), ""))
            .filter(words -> !words.isBlank())
            .findFirst()
            .orElse("")
        : text;
  }

  /**
   * Takes a filled form in: the task is in the journal when this returns.
   *
   * @return what is wrong, by field; empty: it is accepted
   */
  Map<String, String> submitted(ViewSubmissionPayload payload) {
    Optional<FormOrigin> origin =
        FormOrigin.read(Objects.toString(payload.getView().getPrivateMetadata(), ""));
    if (origin.isEmpty()) {
      return Map.of(Form.DETAILS, say("form.lost"));
    }
    FormRead read = FormRead.of(payload.getView().getState().getValues(), line, repos);
    if (!read.errors().isEmpty()) {
      return read.errors();
    }
    boolean asked = origin.get().channel().isEmpty();
    if (asked && read.channel().isEmpty()) {
      return Map.of(Form.CHANNEL, say("form.channel.which"));
    }
    FormOrigin where = asked ? origin.get().in(read.channel()) : origin.get();
    String user = payload.getUser().getId();
    Accepting.Entered entered =
        accepting.enter("view:" + payload.getView().getId(), request(user, where, read));
    if (entered.task().isEmpty()) {
      return Map.of(asked ? Form.CHANNEL : Form.DETAILS, entered.line().replace("`", ""));
    }
    if (!entered.repeated()) {
      whispers.tell(user, origin.get().channel(), origin.get().thread(), entered.line());
    }
    return Map.of();
  }

  private Request request(String user, FormOrigin origin, FormRead read) {
    Typed.Options options = read.options();
    Request.Builder request =
        origin
            .on(
                Request.of(
                    redactor.clean(read.details()),
                    options.repo().orElseThrow(),
                    options.budgetMicros().orElse(accepting.usualMicros()),
                    user,
                    origin.channel()))
            .base(options.base())
            .approvePlan(options.approvePlan())
            .model(options.model());
    List<String> files = origin.promised();
    return KindChoice.onto(request, options.kind(), Guess.of(read.details(), files)).make();
  }
}
