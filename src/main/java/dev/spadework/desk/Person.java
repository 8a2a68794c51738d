package dev.spadework.desk;

/**
 * Somebody in the stand-in's workspace.
 *
 * @param zone IANA name of the person's time zone
 */
record Person(String id, String name, String realName, boolean bot, String zone) {}
