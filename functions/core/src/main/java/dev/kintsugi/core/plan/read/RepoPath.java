package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Problem.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Paths of the repository as a plan may write them: relative, with slashes, never leaving it, never inside {@code .git}
 * under any of the names that some file system takes for it.
 */
final class RepoPath {
    private static final String EXPECTED =
            "a path inside the repository, relative and with slashes, such as src/app.py";
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
    private static final Pattern SHORT_GIT_NAME = Pattern.compile("git~[0-9]+");

    private RepoPath() {}

    static Kind<String> file() {
        return kind(false, EXPECTED);
    }

    /** A folder, or a file's name where the whole repository would make no sense. */
    static Kind<String> folder() {
        return kind(true, "a folder inside the repository, relative and with slashes, such as src/core");
    }

    static Kind<String> scope() {
        return kind(true, "a path or glob inside the repository, such as src/app.py, src/core/ or src/**/*.py");
    }

    private static Kind<String> kind(boolean wholeRepository, String expected) {
        return Kinds.kind(expected, (kind, node, asked) -> {
            String text = Kinds.textOf(node);
            if (text == null) {
                return asked.<String>refuse(node, kind, null);
            }
            String outside = whyOutside(text);
            if (outside != null) {
                asked.problems()
                        .refused(Code.OUTSIDE_REPOSITORY, node.at(), asked.key(), node.described(), expected, outside);
                return null;
            }
            String path = normal(text);
            if (path.length() > PlanLimits.PATH_CHARS) {
                String found = "a path of " + path.length() + " characters, more than " + PlanLimits.PATH_CHARS;
                return asked.<String>refuse(node, found, kind, null);
            }
            boolean empty = text.isBlank() || (!wholeRepository && (path.isEmpty() || text.endsWith("/")));
            return empty ? asked.<String>refuse(node, kind, null) : path.isEmpty() ? "." : path;
        });
    }

    /** Without {@code .} and doubled slashes; what ended with a slash still does, since it names a folder. */
    static String normal(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return String.join("/", segments) + (path.endsWith("/") && !segments.isEmpty() ? "/" : "");
    }

    private static @Nullable String whyOutside(String path) {
        if (path.chars().anyMatch(Character::isISOControl)) {
            return "it contains a control character";
        }
        if (path.indexOf('\\') >= 0) {
            return "it contains a backslash: write / between folders";
        }
        if (path.startsWith("/")) {
            return "it is absolute: begin at the repository's root, without /";
        }
        if (path.startsWith("~")) {
            return "it begins in a home directory";
        }
        if (DRIVE.matcher(path).matches()) {
            return "it names a drive";
        }
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                return ".. leads out of the folder it stands in";
            }
            if (isGitFolder(segment)) {
                return "git's own folder is never read or written";
            }
        }
        return null;
    }

    private static boolean isGitFolder(String segment) {
        StringBuilder visible = new StringBuilder();
        segment.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .forEach(visible::appendCodePoint);
        String name = visible.toString().toLowerCase(Locale.ROOT);
        int stream = name.indexOf(':');
        name = stream < 0 ? name : name.substring(0, stream);
        while (name.endsWith(".") || name.endsWith(" ")) {
            name = name.substring(0, name.length() - 1);
        }
        return name.equals(".git") || SHORT_GIT_NAME.matcher(name).matches();
    }
}
