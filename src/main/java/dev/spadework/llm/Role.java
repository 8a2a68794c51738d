package dev.spadework.llm;

/** What a model is asked for. Each role may have a model of its own. */
public enum Role {
  /** One plan per task, by the strongest model. */
  PLANNER,
  /** The conversation with tools. */
  WORKER,
  /** Short texts about finished work, by the cheapest model. */
  SUMMARY
}
