package dev.spadework.workspace;

/** Whose name a commit carries. */
public record Author(String name, String email) {}
