package dev.kintsugi.core.workspace;

import java.util.Optional;

/** A file that differs between two trees; renamed and copied ones say from where. */
public record FileDelta(Kind kind, String path, Optional<String> from) {
    /** How it differs. */
    public enum Kind {
        ADDED,
        CHANGED,
        DELETED,
        RENAMED
    }
}
