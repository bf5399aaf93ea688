package dev.kintsugi.core.edit;

/**
 * Where in a reply an edit stands. Edits of one reply are carried out in this order, and hunks of one file section
 * share a {@code section}, so that a move can depend on the hunks before it.
 *
 * @param line the 1-based line of the reply at which the edit begins
 * @param section which file section of the reply it belongs to, from 0
 */
public record Origin(Dialect dialect, int line, int section) {
    public Origin {
        if (line < 1) {
            throw new IllegalArgumentException("a reply's lines count from 1, not " + line);
        }
    }
}
