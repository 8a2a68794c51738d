/**
 * The local workspace of {@code spadework try}: a Slack stand-in, its page, the sample, the script.
 */
@org.jspecify.annotations.NullMarked
package dev.spadework.desk;
