package dev.kintsugi.core.workspace;

import java.util.List;

/** The entries of a tree that were wanted, folders left out, in git's order; not complete when the limit was met. */
public record Listing(List<Entry> entries, boolean complete) {
    public Listing {
        entries = List.copyOf(entries);
    }

    /** One file. A name that is no plain UTF-8 text is quoted as git quotes it, and can be read by that name. */
    public record Entry(String path, EntryKind kind) {}
}
