package dev.spadework.report;

import java.time.Duration;

/** Limits on one task that are not in its record: they come from settings. */
public record Caps(int maxCalls, Duration maxTime) {}
