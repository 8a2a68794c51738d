/** Rules people wrote, and the log of failed tasks. */
@org.jspecify.annotations.NullMarked
package dev.spadework.memory;
