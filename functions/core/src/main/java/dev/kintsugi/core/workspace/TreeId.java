package dev.kintsugi.core.workspace;

/** The name of a tree, the content of all files at one moment: equal content has an equal name. */
public record TreeId(String hex) {
    public TreeId {
        ObjectName.check(hex, "tree id");
    }

    @Override
    public String toString() {
        return hex;
    }
}
