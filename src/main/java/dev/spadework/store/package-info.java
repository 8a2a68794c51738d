/** The one door to the database: transactions, rows, numbered schema. */
@org.jspecify.annotations.NullMarked
package dev.spadework.store;
