package dev.kintsugi.models;

/** Names of tools as models write them, made such that every provider takes them back. */
public final class ToolNames {
    /** In characters. */
    private static final int MAX_LENGTH = 64;

    private ToolNames() {}

    public static String clean(String name) {
        String clean = name.strip().replaceAll("[^A-Za-z0-9_-]", "_");
        if (clean.isEmpty()) {
            return "unnamed";
        }
        return clean.length() > MAX_LENGTH ? clean.substring(0, MAX_LENGTH) : clean;
    }
}
