/** Which files and lines matter for a text, under a token budget; log trimming. */
@org.jspecify.annotations.NullMarked
package dev.spadework.context;
