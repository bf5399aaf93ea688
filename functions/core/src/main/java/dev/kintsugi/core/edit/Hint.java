package dev.kintsugi.core.edit;

import java.util.List;

/**
 * What a reply says about an edit's place besides the text to find. A hint never finds a place by itself: it breaks
 * ties between equally good places, and a scope that contradicts the only place found is a reason to refuse.
 *
 * @param nearLine a 1-based line, or 0 for none
 * @param scope lines that stand above the place ({@code @@ class A}, {@code @@ def f}), outermost first
 * @param binding whether the dialect says that the place comes after the scope, as a patch envelope does
 * @param ordered whether the edits of this section come in the order of the file
 * @param atEnd whether the place is the end of the file
 */
public record Hint(int nearLine, List<String> scope, boolean binding, boolean ordered, boolean atEnd) {
    public static final Hint NONE = new Hint(0, List.of(), false, false, false);

    public Hint {
        if (nearLine < 0) {
            throw new IllegalArgumentException("a hinted line counts from 1, and 0 is none, not " + nearLine);
        }
        scope = List.copyOf(scope);
    }

    public static Hint near(int line) {
        return new Hint(Math.max(0, line), List.of(), false, false, false);
    }
}
