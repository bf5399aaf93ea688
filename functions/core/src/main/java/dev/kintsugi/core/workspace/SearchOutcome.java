package dev.kintsugi.core.workspace;

import java.util.List;

/** What a search found. */
public sealed interface SearchOutcome {
    /** The lines found, in order of path and line. */
    record Hits(List<Hit> hits, boolean complete) implements SearchOutcome {
        public Hits {
            hits = List.copyOf(hits);
        }
    }

    /** The expression is none, or takes too long on this content. */
    record Unusable(String reason) implements SearchOutcome {}

    /** One line, from 1, cut when it is very long. */
    record Hit(String path, int line, String text) {}
}
