package dev.spadework.desk;

/** Somebody in the stand-in's workspace. */
record Person(String id, String name, String realName, boolean bot) {}
