package dev.kintsugi.git;

import dev.kintsugi.core.workspace.EntryKind;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** One entry of a tree: its mode as stored, its raw name (see {@link PathText}) and what it names. */
record TreeEntry(int mode, String name, ObjectId id) implements Comparable<TreeEntry> {
    static final int FILE = FileMode.REGULAR_FILE.getBits();
    static final int EXECUTABLE = FileMode.EXECUTABLE_FILE.getBits();
    static final int FOLDER = FileMode.TREE.getBits();
    private static final int ANY_EXECUTE_BIT = 0111;

    EntryKind kind() {
        return switch (mode & FileMode.TYPE_MASK) {
            case FileMode.TYPE_TREE -> EntryKind.FOLDER;
            case FileMode.TYPE_SYMLINK -> EntryKind.SYMLINK;
            case FileMode.TYPE_GITLINK -> EntryKind.SUBMODULE;
            default -> (mode & ANY_EXECUTE_BIT) != 0 ? EntryKind.EXECUTABLE : EntryKind.FILE;
        };
    }

    boolean isFolder() {
        return kind() == EntryKind.FOLDER;
    }

    boolean isFile() {
        return kind() == EntryKind.FILE || kind() == EntryKind.EXECUTABLE;
    }

    TreeEntry named(String other) {
        return new TreeEntry(mode, other, id);
    }

    boolean sameAs(TreeEntry other) {
        return mode == other.mode && id.equals(other.id);
    }

    /** Git's order: a folder sorts as if its name ended in a slash. */
    @Override
    public int compareTo(TreeEntry other) {
        return sortName().compareTo(other.sortName());
    }

    private String sortName() {
        return isFolder() ? name + '/' : name;
    }
}
