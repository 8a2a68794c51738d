/**
 * Mirror, checkout, checkpoint, diff, commit, push.
 *
 * <p>Git runs on the host and the work tree belongs to somebody else: everything in a tree is data.
 * No hook, filter, attribute, configuration or repository inside it is ever read as such.
 */
@org.jspecify.annotations.NullMarked
package dev.spadework.workspace;
