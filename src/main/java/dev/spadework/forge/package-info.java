/**
 * Pull requests, on GitHub or kept locally. Asking twice is harmless. It is handed refs and diffs;
 * it reads no git.
 */
@org.jspecify.annotations.NullMarked
package dev.spadework.forge;
