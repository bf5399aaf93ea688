package dev.kintsugi.core.plan;

import java.text.Normalizer;
import java.util.Locale;

/** Turns a name that people chose into one that branches and executions can carry. */
public final class Slug {
    /** Execution names end at 80 characters: project (25 + 7), task (32) and attempt have to fit. */
    public static final int PROJECT_MAX_CHARS = 25;

    private Slug() {}

    /** A file's name as a task id: case and underscores stay, everything else becomes one dash; empty when nothing is left. */
    public static String ofTask(String name) {
        return cut(dashed(name, true), TaskId.MAX_CHARS);
    }

    /** A project's name in lower case, without underscores, since those divide execution names; not yet cut. */
    public static String ofProject(String name) {
        return dashed(name.toLowerCase(Locale.ROOT), false);
    }

    public static String cut(String slug, int maxChars) {
        return slug.length() <= maxChars ? slug : trimmed(slug.substring(0, maxChars));
    }

    private static String dashed(String name, boolean underscores) {
        StringBuilder slug = new StringBuilder();
        for (char c : Normalizer.normalize(name, Normalizer.Form.NFKD).toCharArray()) {
            boolean kept = TaskId.isAlphanumeric(c) || (underscores && c == '_');
            if (kept) {
                slug.append(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK
                    && !slug.isEmpty()
                    && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        return trimmed(slug.toString());
    }

    private static String trimmed(String slug) {
        int from = 0;
        while (from < slug.length() && !TaskId.isAlphanumeric(slug.charAt(from))) {
            from++;
        }
        int to = slug.length();
        while (to > from && slug.charAt(to - 1) == '-') {
            to--;
        }
        return slug.substring(from, to);
    }
}
