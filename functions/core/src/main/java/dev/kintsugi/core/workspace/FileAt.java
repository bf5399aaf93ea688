package dev.kintsugi.core.workspace;

/** What stands at a path. */
public sealed interface FileAt {
    /** A file with its bytes, exactly as they are stored. */
    record Found(FileContent content, boolean executable) implements FileAt {}

    /** Nothing. */
    record Missing() implements FileAt {}

    /** Something that is no file: its content is never followed. */
    record NotAFile(EntryKind kind) implements FileAt {}

    /** A file larger than the reader asked for. */
    record TooLarge(long bytes) implements FileAt {}

    /** A path that leads, or could be made to lead, out of the repository. */
    record Unsafe() implements FileAt {}
}
