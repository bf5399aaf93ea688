package dev.kintsugi.core.workspace;

/** One file of a tree to be written. Paths are relative, separated by {@code /}, as text. */
public sealed interface FileChange {
    /** The file's place. */
    String path();

    /** The whole new content; the executable bit stays as it is, and a new file has none. */
    record Put(String path, FileContent content) implements FileChange {}

    /** The file goes away, and folders that are empty then. */
    record Delete(String path) implements FileChange {}

    /** Only the executable bit changes. */
    record SetExecutable(String path, boolean executable) implements FileChange {}
}
