package dev.kintsugi.core.edit;

import dev.kintsugi.core.path.FileSize;
import dev.kintsugi.core.path.RepositoryPath;
import java.util.List;

/**
 * The files that edits are meant for: a directory, a git tree, a map in memory. Paths are relative, normalised and
 * separated by {@code /}; whoever calls has checked them with {@link RepositoryPath}.
 */
public interface SourceTree {
    /** Largest file that is edited, in bytes. */
    int MAXIMUM_FILE_BYTES = FileSize.MAXIMUM_BYTES;

    /** What stands at this path. A tree may refuse what it cannot hold safely, such as a link that leaves it. */
    Entry look(String path);

    /** The paths of all files; asked for only when a path is not found as it is written. */
    List<String> paths();

    /** Writes a file whole, with the folders it needs; readers see the old bytes or the new ones, never a mixture. */
    void write(String path, byte[] content);

    /** Deletes a file that is there. */
    void delete(String path);

    /** What stands at a path. */
    sealed interface Entry {
        /** Nothing. */
        record Missing() implements Entry {}

        /** A file with its bytes. */
        @SuppressWarnings("ArrayRecordComponent") // Contents of up to 10 MB are handed on, never compared.
        record Found(byte[] content) implements Entry {}

        /** Something that must not be read or written. */
        record Refused(Reason reason) implements Entry {}
    }
}
