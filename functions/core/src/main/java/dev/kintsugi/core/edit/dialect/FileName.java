package dev.kintsugi.core.edit.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises a path in the decorations that coders give it: headings, bold, backticks, labels, a colon after it. A
 * line is a path only when nothing else stands on it: a file mentioned in a sentence is not named.
 */
final class FileName {
    private static final Set<String> KNOWN = Set.of(
            "makefile",
            "dockerfile",
            "license",
            "readme",
            "gemfile",
            "rakefile",
            "procfile",
            "jenkinsfile",
            "vagrantfile",
            "brewfile",
            "justfile",
            "changelog",
            "authors",
            "notice",
            "codeowners",
            "containerfile",
            "cmakelists.txt");
    private static final List<String> LABELS = List.of(
            "file",
            "filename",
            "file name",
            "file path",
            "filepath",
            "path",
            "new file",
            "create",
            "create file",
            "update",
            "update file",
            "edit",
            "edit file",
            "modify",
            "modified",
            "modified file",
            "updated file",
            "in",
            "source");
    private static final String NEVER_IN_A_PATH = "\"<>|?*;={}!,`";

    private FileName() {}

    /** The path that is all a line says, when it looks like one by itself. */
    static Optional<String> alone(String line) {
        String bare = undecorated(line);
        return looksLikePath(bare) ? Optional.of(bare) : Optional.empty();
    }

    /** The path of a line that stands where a path must stand: any one word is one. */
    static Optional<String> expected(String line) {
        Optional<String> plain = alone(line);
        if (plain.isPresent()) {
            return plain;
        }
        String bare = undecorated(line);
        boolean word = !bare.isEmpty()
                && bare.chars().noneMatch(c -> Character.isWhitespace(c) || NEVER_IN_A_PATH.indexOf(c) >= 0)
                && bare.chars().anyMatch(Character::isLetterOrDigit);
        return word && !bare.endsWith(".") ? Optional.of(bare) : Optional.empty();
    }

    /** A path after a label that says so: whatever follows is taken at its word. */
    static String labelled(String rest) {
        String bare = unwrapped(rest.strip());
        if (bare.endsWith(":") && bare.length() > 1) {
            bare = bare.substring(0, bare.length() - 1).strip();
        }
        return unwrapped(bare);
    }

    /** The path in a fence's info string: {@code lang path}, {@code lang:path}, {@code lang title="path"}, or alone. */
    static Optional<String> inInfo(String info) {
        if (info.isEmpty()) {
            return Optional.empty();
        }
        for (String key : List.of("title=", "filename=", "file=", "path=", "name=")) {
            int at = info.indexOf(key);
            if (at >= 0) {
                return Optional.of(attribute(info.substring(at + key.length()))).filter(path -> !path.isEmpty());
            }
        }
        int blank = firstOf(info, " \t");
        if (blank > 0) {
            String rest = info.substring(blank).strip();
            return looksLikePath(unwrapped(rest)) ? Optional.of(unwrapped(rest)) : Optional.empty();
        }
        int colon = info.indexOf(':');
        if (colon > 0 && colon < info.length() - 1) {
            String path = info.substring(colon + 1);
            return isOneWord(path) ? Optional.of(path) : Optional.empty();
        }
        boolean path = info.indexOf('/') > 0 || (info.lastIndexOf('.') > 0 && looksLikePath(info));
        return path && looksLikePath(info) ? Optional.of(info) : Optional.empty();
    }

    private static String attribute(String text) {
        if (text.startsWith("\"") || text.startsWith("'")) {
            int end = text.indexOf(text.charAt(0), 1);
            return end > 0 ? text.substring(1, end) : "";
        }
        int end = firstOf(text, " \t},");
        return end < 0 ? text : text.substring(0, end);
    }

    private static int firstOf(String text, String marks) {
        for (int i = 0; i < text.length(); i++) {
            if (marks.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static String undecorated(String line) {
        String text = line.strip();
        text = text.replaceFirst("^#{1,6}\\s+", "").strip();
        text = text.replaceFirst("^(?:[-*+]|\\d{1,3}[.)])\\s+", "").strip();
        for (int i = 0; i < 4; i++) {
            String before = text;
            text = unwrapped(text);
            text = unlabelled(text);
            if (text.endsWith(":")) {
                text = text.substring(0, text.length() - 1).strip();
            }
            text = withoutRemark(text);
            if (text.equals(before)) {
                break;
            }
        }
        return text;
    }

    private static String withoutRemark(String text) {
        int open = text.lastIndexOf(" (");
        return text.endsWith(")") && open > 0 ? text.substring(0, open).strip() : text;
    }

    private static String unlabelled(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            return text;
        }
        String label = text.substring(0, colon)
                .replace("*", "")
                .replace("`", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        return LABELS.contains(label)
                ? text.substring(colon + 1).replaceFirst("^\\*+", "").strip()
                : text;
    }

    private static String unwrapped(String text) {
        String inner = text;
        for (String mark : List.of("**", "__", "`", "\"", "'", "*")) {
            if (inner.length() > 2 * mark.length() && inner.startsWith(mark) && inner.endsWith(mark)) {
                inner = inner.substring(mark.length(), inner.length() - mark.length())
                        .strip();
            }
        }
        return inner;
    }

    private static boolean isOneWord(String text) {
        return !text.isEmpty() && text.chars().noneMatch(Character::isWhitespace);
    }

    static boolean looksLikePath(String text) {
        if (text.isEmpty() || text.length() > 300 || text.contains("://") || text.endsWith(".") || text.endsWith("/")) {
            return false;
        }
        boolean word = text.chars()
                .noneMatch(c -> Character.isWhitespace(c) || c == '(' || c == ')' || NEVER_IN_A_PATH.indexOf(c) >= 0);
        if (!word || text.chars().noneMatch(Character::isLetterOrDigit)) {
            return false;
        }
        String name = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
        if (KNOWN.contains(name.toLowerCase(Locale.ROOT))) {
            return true;
        }
        int dot = name.lastIndexOf('.');
        boolean extension = dot >= 0
                && dot < name.length() - 1
                && name.length() - dot <= 12
                && name.substring(dot + 1).chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-')
                && name.substring(dot + 1).chars().anyMatch(Character::isLetter);
        boolean number = name.chars().allMatch(c -> Character.isDigit(c) || c == '.');
        return (extension && !number) || (text.indexOf('/') > 0 && !name.isEmpty() && !name.startsWith("."));
    }
}
