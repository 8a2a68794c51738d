package dev.spadework.attacks;

/**
 * One attack.
 *
 * @param name a few words, unique in the suite
 * @param tries what the attacker does
 * @param outcome what must come of it
 */
public record Attack(String name, String tries, String outcome) {}
