package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.ViewState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bolt, reduced to sorting requests. Its own middleware is left out: the signature was checked
 * before, and its authorisation asks Slack at start and would refuse requests while Slack is away.
 */
final class BoltApp {
  private BoltApp() {}

  static App of(
      SlackSettings settings,
      Commands commands,
      Buttons buttons,
      Ways ways,
      VerbButtons verbs,
      Whispers whispers) {
    SlackConfig slack = new SlackConfig();
    // Statistics that nobody reads keep threads that look at them all the time.
    slack.setStatsEnabled(false);
    AppConfig config = AppConfig.builder().slack(Slack.getInstance(slack)).build();
    config.setSigningSecret(settings.signingSecret());
    config.setOAuthInstallPathEnabled(false);
    config.setOAuthRedirectUriPathEnabled(false);
    // Events that nobody handles are acknowledged, or Slack would send them again and again.
    config.setAllEventsApiAutoAckEnabled(true);
    config.setSubtypedMessageEventsAutoAckEnabled(true);
    Middleware authorised =
        (request, response, chain) -> {
          request.getContext().setBotToken(settings.botToken());
          request
              .getContext()
              .getAdditionalValues()
              .put(Hearing.BODY, request.getRequestBodyAsString());
          try {
            return chain.next(request);
          } catch (Later e) {
            // Slack delivers an event again that was not acknowledged.
            return Response.error(503);
          } catch (RuntimeException | StackOverflowError e) {
            if (!Misfit.caused(e)) {
              throw e;
            }
            Misfit.note(e);
            return Response.error(400);
          }
        };
    App app = new App(config, List.of(authorised));
    app.command(
        Pattern.compile("/.+"),
        (request, context) -> {
          Commands.Sent sent = sent(request.getPayload());
          if (sent.text().isBlank()) {
            ways.forms().open(sent);
            return context.ack();
          }
          return answer(commands.answer(sent));
        });
    ways.register(app);
    verbs.register(app);
    buttons.proposals().register(app);
    app.blockAction(
        Pattern.compile(Card.GATE_ACTION + ".*"),
        (request, context) -> {
          buttons.gate(press(request.getPayload()));
          return context.ack();
        });
    app.blockAction(
        Card.CANCEL_ACTION,
        (request, context) -> {
          buttons.cancel(press(request.getPayload()));
          return context.ack();
        });
    app.blockAction(
        KindChoice.ACTION,
        (request, context) -> {
          var option = request.getPayload().getActions().get(0).getSelectedOption();
          buttons.kind(press(request.getPayload()), option == null ? "" : option.getValue());
          return context.ack();
        });
    app.blockAction(
        PlanChanges.ACTION,
        (request, context) -> {
          buttons.changePlan(press(request.getPayload()));
          return context.ack();
        });
    app.viewSubmission(
        Pattern.compile("said_.*"),
        (request, context) -> {
          var view = request.getPayload().getView();
          String text = typed(request.getPayload());
          if (text.isBlank()) {
            return context.ackWithErrors(Map.of(Dialog.BLOCK, say("dialog.empty")));
          }
          String user = request.getPayload().getUser().getId();
          String origin = text(view.getPrivateMetadata());
          buttons.said(view.getCallbackId(), user, view.getId(), origin, text);
          return context.ack();
        });
    // A link opens by itself; Slack still wants the press acknowledged.
    app.blockAction(Pattern.compile(Card.LINK_ACTION + ".*"), (request, context) -> context.ack());
    app.viewSubmission(
        Dialog.CALLBACK,
        (request, context) -> {
          ViewSubmissionPayload payload = request.getPayload();
          String text = typed(payload);
          if (text.isBlank()) {
            return context.ackWithErrors(Map.of(Dialog.BLOCK, say("dialog.empty")));
          }
          Dialog.Origin.read(payload.getView().getPrivateMetadata())
              .ifPresent(origin -> submitted(origin, payload, text, buttons, whispers));
          return context.ack();
        });
    return app;
  }

  /** Ends it with the threads of its client. */
  static void close(App app) {
    app.stop();
    try {
      app.config().getSlack().close();
    } catch (Exception e) {
      throw new IllegalStateException("the client of Bolt did not close", e);
    }
  }

  /** What only the person who typed the command sees. */
  private static Response answer(Face face) {
    ObjectNode body = Blocks.object().put("response_type", "ephemeral").put("text", face.text());
    if (!face.blocks().isEmpty()) {
      body.set("blocks", face.blocks());
    }
    return Response.json(200, body.toString());
  }

  private static void submitted(
      Dialog.Origin origin,
      ViewSubmissionPayload payload,
      String text,
      Buttons buttons,
      Whispers whispers) {
    String user = payload.getUser().getId();
    buttons
        .submitted(user, origin.pressed(), text)
        .ifPresent(line -> whispers.tell(user, origin.channel(), origin.thread(), line));
  }

  private static Commands.Sent sent(SlashCommandPayload payload) {
    return Commands.Sent.command(
        Objects.requireNonNull(payload.getUserId(), "user_id"),
        Objects.requireNonNull(payload.getChannelId(), "channel_id"),
        text(payload.getChannelName()),
        text(payload.getText()),
        Objects.requireNonNull(payload.getTriggerId(), "trigger_id"));
  }

  static Buttons.Press press(BlockActionPayload payload) {
    var container = payload.getContainer();
    String thread = container.getThreadTs();
    if (thread == null && payload.getMessage() != null) {
      thread = payload.getMessage().getThreadTs();
    }
    return new Buttons.Press(
        payload.getUser().getId(),
        payload.getChannel().getId(),
        Optional.ofNullable(thread),
        text(container.getMessageTs()),
        text(payload.getActions().get(0).getBlockId()),
        text(payload.getActions().get(0).getValue()),
        payload.getTriggerId());
  }

  static String typed(ViewSubmissionPayload payload) {
    Map<String, Map<String, ViewState.Value>> values = payload.getView().getState().getValues();
    ViewState.Value value = values.getOrDefault(Dialog.BLOCK, Map.of()).get(Dialog.INPUT);
    return value == null ? "" : text(value.getValue());
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
