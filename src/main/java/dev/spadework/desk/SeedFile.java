package dev.spadework.desk;

/** A file of the sample repository. */
public record SeedFile(byte[] content, boolean executable) {}
