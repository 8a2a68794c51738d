/** The append-only record of every task, the queue that follows from it, leases, followers. */
@org.jspecify.annotations.NullMarked
package dev.spadework.journal;
