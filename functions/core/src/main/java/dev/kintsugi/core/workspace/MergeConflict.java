package dev.kintsugi.core.workspace;

import java.util.Optional;

/**
 * One path on which two sides of a merge disagree.
 *
 * @param path where our side stands, or both between markers
 * @param beside where the other side stands, when markers cannot hold both
 */
public record MergeConflict(String path, Kind kind, Optional<String> beside) {
    /** What a marker line begins with; a file in which one is left is not merged. */
    public static final String OUR_MARKER = "<<<<<<< ";

    /** What parts the two sides. */
    public static final String MIDDLE_MARKER = "=======";

    /** What ends a conflict. */
    public static final String THEIR_MARKER = ">>>>>>> ";

    /** How they disagree. */
    public enum Kind {
        /** Both changed the same lines. */
        CONTENT,
        /** Both added the file, with different content. */
        BOTH_ADDED,
        /** One deleted what the other changed. */
        DELETED_AND_CHANGED,
        /** Both changed a file that has no lines: binary, very large, or a large-file pointer. */
        BINARY,
        /** Both changed where a link points. */
        SYMLINK,
        /** Both moved a submodule. Our side stays: another commit of it cannot stand beside. */
        SUBMODULE,
        /** File, link, folder or submodule: each side made it something else. */
        TYPE
    }
}
