/**
 * One step of one task: prompts, transcript, the tools, the gates.
 *
 * <p>Start with {@link dev.spadework.agent.Agent}. Nothing here knows the journal: a {@link
 * dev.spadework.agent.Notebook} is handed in.
 */
@org.jspecify.annotations.NullMarked
package dev.spadework.agent;
