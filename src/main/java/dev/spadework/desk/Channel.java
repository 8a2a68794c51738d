package dev.spadework.desk;

/**
 * A channel of the stand-in.
 *
 * @param name without the number sign
 * @param botIsMember whether the bot may post there
 */
record Channel(String id, String name, boolean botIsMember) {}
