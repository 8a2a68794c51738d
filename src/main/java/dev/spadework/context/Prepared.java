package dev.spadework.context;

/**
 * What reading one text has shown, whatever file of whatever commit it is the text of. Words are
 * places in {@code words}.
 *
 * @param words the keys (see {@link Words#key}) of the words that it has, each once
 * @param starts where each line starts in the text
 * @param chars its length in characters
 * @param terms its words in order
 * @param termLines the line (from 0) of each of {@code terms}, never falling
 * @param declared the words of the names that it declares
 * @param declaredLines the line (from 0) of each of {@code declared}, never falling
 * @param ends the line (from 0) after the last one of each of its passages, rising
 * @param parts the line (from 0) after the last one of each part of a passage, rising
 * @param looks what each of {@code parts} looks like, see {@link Look}
 */
record Prepared(
    long[] words,
    int[] starts,
    int chars,
    int[] terms,
    int[] termLines,
    int[] declared,
    int[] declaredLines,
    int[] ends,
    int[] parts,
    int[] looks) {}
