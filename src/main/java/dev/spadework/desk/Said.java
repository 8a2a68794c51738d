package dev.spadework.desk;

import java.util.AbstractList;
import java.util.List;

/** What a person did to a message, and the events that went out for it, in their order. */
public final class Said extends AbstractList<Delivered> {
  private final String ts;
  private final List<Delivered> events;

  Said(String ts, List<Delivered> events) {
    this.ts = ts;
    this.events = List.copyOf(events);
  }

  /** Slack's name for the message that was written, edited or deleted. */
  public String ts() {
    return ts;
  }

  @Override
  public Delivered get(int index) {
    return events.get(index);
  }

  @Override
  public int size() {
    return events.size();
  }
}
