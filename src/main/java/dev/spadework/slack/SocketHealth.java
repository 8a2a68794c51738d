package dev.spadework.slack;

import java.time.Duration;
import java.util.Optional;

/**
 * How Socket Mode stands.
 *
 * @param connected whether Slack has greeted on a connection that is still there
 * @param silence since Slack's last sign of life; zero without a connection
 * @param reconnects how often another connection took the place of one, since the start
 * @param refusal Slack's code if it refuses the token; then no connection will come by itself
 */
public record SocketHealth(
    boolean connected, Duration silence, long reconnects, Optional<String> refusal) {}
