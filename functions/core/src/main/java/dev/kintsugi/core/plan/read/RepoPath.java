package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.path.RepositoryPath;
import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Problem.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Paths of the repository as a plan may write them: with slashes, and within {@link RepositoryPath}'s rule.
 */
final class RepoPath {
    private static final String EXPECTED =
            "a path inside the repository, relative and with slashes, such as src/app.py";

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
            if (text == null || Kinds.isNumber(node)) {
                return asked.<String>refuse(node, kind, Kinds.quotesHint(node));
            }
            Optional<String> outside = RepositoryPath.whyOutside(text);
            if (outside.isPresent()) {
                asked.problems()
                        .refused(
                                Code.OUTSIDE_REPOSITORY,
                                node.at(),
                                asked.key(),
                                node.described(),
                                expected,
                                outside.get());
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
}
