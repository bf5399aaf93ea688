package dev.kintsugi.core.workspace;

import java.util.List;

/** A diff as text, and the files that were left out because it grew too long. */
public record DiffText(String text, List<String> leftOut) {
    public DiffText {
        leftOut = List.copyOf(leftOut);
    }
}
