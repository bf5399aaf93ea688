package dev.kintsugi.core.workspace;

import java.util.List;

/** A commit as files in a folder. */
public record CheckedOut(int files, List<LeftOut> leftOut) {
    public CheckedOut {
        leftOut = List.copyOf(leftOut);
    }

    /** An entry that could not stand there as it is, and what was done about it. */
    public record LeftOut(String path, String reason) {}
}
