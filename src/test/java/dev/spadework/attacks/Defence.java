package dev.spadework.attacks;

/**
 * One gate or mount rule, and the attack that does harm without it.
 *
 * @param name what it is, in a few words
 * @param where class and method that make it hold
 * @param instead what that method does while the defence is off
 * @param attack name of the attack that must turn red
 */
public record Defence(String name, String where, Disarmed.Instead instead, String attack) {}
