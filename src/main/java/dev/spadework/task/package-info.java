/**
 * What happens to a task and what it needs next. Pure: no database, no Slack, no model, no clock.
 *
 * <p>Start with {@link dev.spadework.task.TaskEvent}, then {@link dev.spadework.task.Task}.
 */
@org.jspecify.annotations.NullMarked
package dev.spadework.task;
