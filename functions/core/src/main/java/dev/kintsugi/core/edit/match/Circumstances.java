package dev.kintsugi.core.edit.match;

/**
 * What earlier edits of the same reply did to the file.
 *
 * @param after the 0-based line before which an edit of an ordered section cannot be, or 0
 * @param drift how many lines were added above the hinted line since the reply was written
 */
public record Circumstances(int after, int drift) {
    public static final Circumstances FRESH = new Circumstances(0, 0);
}
