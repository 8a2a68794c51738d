/** Taking secrets out of whatever leaves: by exact value and by shape. */
@org.jspecify.annotations.NullMarked
package dev.spadework.redact;
