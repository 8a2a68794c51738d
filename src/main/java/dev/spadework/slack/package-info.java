/**
 * Slack: commands, buttons and replies in; card, thread and outcome out.
 *
 * <p>In: {@link dev.spadework.slack.SlackIntake} lets signed requests through, Bolt sorts them, and
 * what a person wants is in the journal before Slack gets its 200. Out: {@code Threads} follows the
 * journal and draws each task's messages from its fold.
 */
@org.jspecify.annotations.NullMarked
package dev.spadework.slack;
