/**
 * Asking a language model: roles, tools, usage, prices. Start at {@link dev.spadework.llm.Models}
 * and {@link dev.spadework.llm.Model}.
 *
 * <p>LangChain4j writes and reads the provider's protocol. What it loses or cannot read is mended
 * at the HTTP border by the classes named after the provider.
 */
@org.jspecify.annotations.NullMarked
package dev.spadework.llm;
