/**
 * Running commands for one task in a place where they can do no harm, and the policy that says
 * which commands need a person. Start at {@link Sandboxes} and {@link CommandPolicy}.
 */
@org.jspecify.annotations.NullMarked
package dev.spadework.sandbox;
