/** Claims tasks and steps them until they rest; heartbeat, retries, reaping. */
@org.jspecify.annotations.NullMarked
package dev.spadework.worker;
