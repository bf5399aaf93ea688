package dev.kintsugi.core.edit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** The languages in which coders ask for edits. */
public enum Dialect {
    /** {@code FILE: / FIND: / REPLACE: / END} blocks. */
    FIND_REPLACE("find-replace"),
    /** {@code <<<<<<< SEARCH / ======= / >>>>>>> REPLACE} conflict blocks. */
    SEARCH_REPLACE("search-replace"),
    /** {@code *** Begin Patch} envelopes. */
    PATCH("patch"),
    /** Unified diffs, git's or plain. */
    UNIFIED_DIFF("unified-diff"),
    /** Whole files in fences that name a path. */
    WHOLE_FILE("whole-file"),
    /** Structured tool calls in JSON. */
    TOOL_CALL("tool-call");

    private final String label;

    Dialect(String label) {
        this.label = label;
    }

    /** The name used in JSON and on the command line. */
    @JsonValue
    public String label() {
        return label;
    }

    /** The dialect of this name, however it is cased and whatever separates its words. */
    public static Optional<Dialect> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        for (Dialect dialect : values()) {
            if (dialect.label.equals(wanted)) {
                return Optional.of(dialect);
            }
        }
        return switch (wanted) {
            case "find", "file-find-replace", "block", "blocks" -> Optional.of(FIND_REPLACE);
            case "search", "editblock", "conflict", "diff-fenced" -> Optional.of(SEARCH_REPLACE);
            case "apply-patch", "begin-patch", "codex", "v4a", "envelope" -> Optional.of(PATCH);
            case "diff", "udiff", "unified", "git-diff" -> Optional.of(UNIFIED_DIFF);
            case "whole", "file", "full", "replace", "whole-files" -> Optional.of(WHOLE_FILE);
            case "tool", "tools", "json", "tool-calls" -> Optional.of(TOOL_CALL);
            default -> Optional.empty();
        };
    }

    @JsonCreator
    static Dialect fromLabel(String label) {
        return named(label).orElseThrow(() -> new IllegalArgumentException("unknown dialect " + label));
    }
}
