package dev.spadework.worker;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How this process works on tasks.
 *
 * @param name of this process in the record
 * @param concurrent tasks at a time
 * @param lease how long a claim holds without a heartbeat
 * @param dailyMicros money of one day over all tasks, in millionths of a US dollar
 * @param zone in which a day begins
 */
public record WorkerSettings(
    String name, int concurrent, Duration lease, long dailyMicros, ZoneId zone) {}
