package dev.kintsugi.core.plan.read;

import java.util.Locale;
import java.util.Set;

/** What a file's name says about its place in a plan. */
final class FileNames {
    private static final Set<String> PROJECT_FILES = Set.of("project.yaml", "project.yml", "project.toml");

    private FileNames() {}

    static boolean isProjectFile(String name) {
        return PROJECT_FILES.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isToml(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".toml");
    }

    static boolean isMarkdown(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".md");
    }

    /** Notes beside the tasks rather than tasks: hidden files, and those that an underscore sets apart. */
    static boolean isAside(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    static boolean isReadme(String name) {
        return name.toLowerCase(Locale.ROOT).equals("readme.md");
    }

    /** Without the last ending. */
    static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}
