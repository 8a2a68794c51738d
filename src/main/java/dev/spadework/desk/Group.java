package dev.spadework.desk;

import java.util.Set;

/** A user group of the stand-in. */
record Group(String id, String handle, Set<String> members) {}
