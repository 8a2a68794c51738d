/** What arrives from a forge: how the pull requests of delivered tasks stand. */
@org.jspecify.annotations.NullMarked
package dev.spadework.intake;
