package dev.kintsugi.core.path;

/** How large a file of a repository may be. */
public final class FileSize {
    /** Largest file that is read, edited or written whole, in bytes. */
    public static final int MAXIMUM_BYTES = 10 * 1024 * 1024;

    private FileSize() {}
}
