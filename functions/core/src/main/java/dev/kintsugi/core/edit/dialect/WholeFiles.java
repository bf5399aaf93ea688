package dev.kintsugi.core.edit.dialect;

import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whole files in fences.
 *
 * <pre>
 * file  = path line, fence, {line}, closing fence
 *       | fence with info ("lang path" | "lang:path" | "lang title=path" | path), {line}, closing fence
 * </pre>
 *
 * The path line stands directly above the fence, with at most one blank line between, and says nothing but the path
 * (see {@link FileName}). A fence without a path is a sample, not an edit, and so is one in a language of terminals
 * whose path does not stand in its info. In markdown a fence inside is skipped with its own closing line. A file
 * whose fence never closes was cut off and is reported.
 */
final class WholeFiles {
    private static final Set<String> TERMINALS =
            Set.of("console", "terminal", "shell-session", "output", "stdout", "log", "bash-session", "session");
    private static final Set<String> MARKDOWN = Set.of(".md", ".markdown", ".mdx", ".rst", ".adoc", ".txt");

    private WholeFiles() {}

    /** The file of a fence, or empty when it names none. */
    static Optional<Section> at(Reply reply, int line, Fence fence) {
        Optional<String> path = FileName.inInfo(fence.info());
        if (path.isEmpty() && !TERMINALS.contains(fence.language())) {
            path = above(reply, line);
        }
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(content(reply, line, fence, path.get()));
    }

    static Section content(Reply reply, int line, Fence fence, String path) {
        var origin = reply.origin(Dialect.WHOLE_FILE, line);
        int close = closing(reply, line, fence, isMarkdown(path));
        if (close == reply.size()) {
            return new Section(
                    List.of(new Edit.Unreadable(
                            origin,
                            path,
                            reply.text(line, close),
                            "the fence never closes, so the reply may have been cut off")),
                    close);
        }
        String content = reply.text(line + 1, close);
        return new Section(List.of(new Edit.Write(origin, path, content, Edit.Existing.OVERWRITE)), close + 1);
    }

    private static boolean isMarkdown(String path) {
        return MARKDOWN.stream().anyMatch(path.toLowerCase(java.util.Locale.ROOT)::endsWith);
    }

    private static Optional<String> above(Reply reply, int line) {
        int at = line - 1;
        if (at >= 0 && reply.line(at).isBlank()) {
            at--;
        }
        if (at < 0 || reply.line(at).isBlank() || Fence.openedBy(reply.line(at)).isPresent()) {
            return Optional.empty();
        }
        return FileName.alone(reply.line(at));
    }

    /** The line that closes a fence, or the reply's size. */
    static int closing(Reply reply, int open, Fence fence, boolean nests) {
        Fence inner = null;
        for (int line = open + 1; line < reply.size(); line++) {
            String text = reply.line(line);
            if (inner != null) {
                inner = inner.isClosedBy(text) ? null : inner;
            } else if (fence.isClosedBy(text)) {
                return line;
            } else if (nests) {
                Optional<Fence> opened = Fence.openedBy(text);
                boolean shorter = opened.isPresent() && opened.get().length() < fence.length();
                inner = opened.filter(found -> shorter || !found.info().isEmpty())
                        .orElse(null);
            }
        }
        return reply.size();
    }
}
