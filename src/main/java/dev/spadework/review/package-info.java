/**
 * What in a change a person has to look at before it leaves the house. Pure: texts in, findings
 * out.
 */
@org.jspecify.annotations.NullMarked
package dev.spadework.review;
