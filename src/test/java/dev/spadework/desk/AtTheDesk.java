package dev.spadework.desk;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stand-in with a bot of a few lines, and Slack's own client on it. */
abstract class AtTheDesk {
  // The clock stands, so that no trigger expires on a busy machine.
  final SlackStandIn slack =
      new SlackStandIn(Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC));
  final FakeBot bot = new FakeBot(slack.signingSecret());
  DeskServer server;
  MethodsClient api;

  @BeforeEach
  final void start() {
    server = DeskServer.start(slack, new LocalOnly(), new FakeBot("unused"), bot);
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(server.apiUrl());
    config.setStatsEnabled(false);
    api = Slack.getInstance(config).methods(slack.token());
  }

  @AfterEach
  final void stop() throws Exception {
    slack.close();
    server.close();
  }
}
