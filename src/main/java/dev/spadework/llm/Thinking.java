package dev.spadework.llm;

/** How long a model may think before it answers. Thinking is billed as output. */
public enum Thinking {
  LOW,
  MEDIUM,
  HIGH
}
