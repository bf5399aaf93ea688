package dev.kintsugi.core.workspace;

/** What an entry of a tree can be. */
public enum EntryKind {
    FILE,
    EXECUTABLE,
    SYMLINK,
    SUBMODULE,
    FOLDER
}
