package dev.spadework.task;

import java.util.Optional;

/**
 * What somebody asked for.
 *
 * @param text the request in their own words, without the options; untrusted
 * @param repo {@code owner/name}
 * @param base branch to start from; empty: the repository's default
 * @param kind playbook, {@code change} by default
 * @param budgetMicros cap in millionths of a US dollar
 * @param approvePlan whether they asked to approve the plan
 * @param by who asked: a user id
 * @param channel where the thread stands
 * @param thread the thread that it was asked in, when there was one already
 */
public record Request(
    String text,
    String repo,
    Optional<String> base,
    String kind,
    long budgetMicros,
    boolean approvePlan,
    Optional<String> model,
    String by,
    String channel,
    Optional<String> thread) {}
