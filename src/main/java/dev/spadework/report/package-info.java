/**
 * What the record says, in words: shared by the thread, the terminal and the pull request. Pure.
 *
 * <p>Every sentence that people read stands in {@code report/phrases}. Text is plain with
 * backquotes around code; whoever shows it escapes it for where it is shown.
 */
@org.jspecify.annotations.NullMarked
package dev.spadework.report;
