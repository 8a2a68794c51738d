package dev.spadework.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a model of Anthropic's thinks (docs.anthropic.com/en/docs/build-with-claude/extended-thinking
 * and adaptive-thinking): those from 4.6 on by effort, earlier ones from 3.7 on by a budget of
 * tokens, others, and names that nothing is known of, not at all.
 */
record AnthropicThinking(int major, int minor) {
  private static final Pattern NAME =
      Pattern.compile("(?:.*/)?claude-[a-z]+-(\\d{1,2})(?:[-.](\\d{1,2}))?(?:[-@:].*)?");
  private static final Pattern OLD = Pattern.compile("(?:.*/)?claude-3[-.]7-.*");
  private static final int SMALLEST = 1024;

  static AnthropicThinking of(String model) {
    if (OLD.matcher(model).matches()) {
      return new AnthropicThinking(3, 7);
    }
    Matcher name = NAME.matcher(model);
    return name.matches()
        ? new AnthropicThinking(
            Integer.parseInt(name.group(1)),
            name.group(2) == null ? 0 : Integer.parseInt(name.group(2)))
        : new AnthropicThinking(0, 0);
  }

  /** Whether an answer can be held to a schema without a tool. */
  boolean formats() {
    return from(4, 5);
  }

  boolean budgeted() {
    return from(3, 7) && !from(4, 6);
  }

  /** Asks for thinking; a budget counts towards the limit, of which half is left for words. */
  void ask(ObjectNode body, Thinking level, int maxOutputTokens) {
    if (from(4, 6)) {
      body.putObject("thinking").put("type", "adaptive");
      body.withObjectProperty("output_config").put("effort", level.name().toLowerCase(Locale.ROOT));
      return;
    }
    int budget =
        switch (level) {
          case LOW -> 0;
          case MEDIUM -> 4096;
          case HIGH -> 8192;
        };
    int tokens = Math.min(budget, maxOutputTokens / 2);
    if (budgeted() && tokens >= SMALLEST) {
      body.putObject("thinking").put("type", "enabled").put("budget_tokens", tokens);
    }
  }

  private boolean from(int major, int minor) {
    return this.major > major || this.major == major && this.minor >= minor;
  }
}
