package dev.kintsugi.core.edit.dialect;

import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Hint;
import dev.kintsugi.core.edit.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conflict blocks.
 *
 * <pre>
 * block   = [name] [fence] [name] search {line} divider {line} end [fence]
 * search  = "&lt;" x 5..9 ["SEARCH" | "ORIGINAL"] [name]
 * divider = "=" x 5..9
 * end     = "&gt;" x 5..9 ["REPLACE" | "UPDATED"] anything
 * </pre>
 *
 * The file's name stands above the block or its fence, in the fence's info string or in its first line; a block
 * without one is for the file named last. An empty SEARCH creates a file. When the divider also stands in the
 * content, every way to read the block is kept, and the file decides. A block without an end is read only when a
 * closing fence ends it: elsewhere the reply may have been cut off.
 */
final class SearchReplaceBlocks implements Grammar {
    private static final int SHORTEST_MARK = 5;
    private static final int LONGEST_MARK = 9;

    /** Most lines of one block that may be its divider: each is a way to read the whole block. */
    static final int MAXIMUM_DIVIDERS = 32;

    /** How many lines above a block are looked at for a name. */
    private static final int LINES_ABOVE = 5;

    @Override
    public boolean beginsAt(Reply reply, int line) {
        return isSearch(reply.line(line));
    }

    static boolean isSearch(String line) {
        String rest = afterMark(line, '<');
        return rest.startsWith("SEARCH") || rest.startsWith("ORIGINAL") || rest.startsWith("search");
    }

    private static boolean isEnd(String line) {
        String rest = afterMark(line, '>');
        return !rest.equals(NO_MARK)
                && (rest.isEmpty()
                        || rest.startsWith("REPLACE")
                        || rest.startsWith("UPDATED")
                        || rest.startsWith("replace"));
    }

    private static boolean isDivider(String line) {
        return afterMark(line, '=').isEmpty();
    }

    private static final String NO_MARK = "\0";

    /** What follows five to nine of a character, or {@link #NO_MARK}. */
    private static String afterMark(String line, char mark) {
        String text = line.strip();
        int length = 0;
        while (length < text.length() && text.charAt(length) == mark) {
            length++;
        }
        return length < SHORTEST_MARK || length > LONGEST_MARK
                ? NO_MARK
                : text.substring(length).strip();
    }

    @Override
    public Optional<Section> read(Reply reply, int line) {
        int end = line + 1;
        while (end < reply.size()
                && !isEnd(reply.line(end))
                && !isSearch(reply.line(end))
                && !isFenceEnd(reply, line, end)) {
            end++;
        }
        boolean ended = end < reply.size() && isEnd(reply.line(end));
        boolean fenced = end < reply.size() && !ended && reply.closesFence(end);
        Origin origin = reply.origin(Dialect.SEARCH_REPLACE, line);
        Optional<String> name = nameOf(reply, line);
        name.ifPresent(reply::name);
        int next = ended ? end + 1 : end;
        String whole = reply.text(line, next);
        List<Integer> dividers = dividers(reply, line, end);
        if (!ended && !(fenced && !dividers.isEmpty())) {
            return unreadable(
                    origin, name, whole, "the block has no >>>>>>> REPLACE, so the reply may have been cut off", next);
        }
        if (dividers.isEmpty()) {
            return unreadable(origin, name, whole, "the block has no =======", next);
        }
        if (dividers.size() > MAXIMUM_DIVIDERS) {
            return unreadable(
                    origin,
                    name,
                    whole,
                    "more than " + MAXIMUM_DIVIDERS + " lines could be the block's =======; use longer marks",
                    next);
        }
        if (name.isEmpty()) {
            return unreadable(origin, name, whole, "no file is named for this block", next);
        }
        List<Edit.Reading> readings = new ArrayList<>();
        for (int divider : dividers) {
            readings.add(new Edit.Reading(reply.text(line + 1, divider), reply.text(divider + 1, end)));
        }
        return Optional.of(new Section(List.of(edit(origin, name.get(), readings)), next));
    }

    /** A fence ends a block only after its divider; before it, the fence is text to find. */
    private static boolean isFenceEnd(Reply reply, int from, int line) {
        if (!reply.closesFence(line) || dividers(reply, from, line).isEmpty()) {
            return false;
        }
        for (int later = line + 1; later < reply.size(); later++) {
            if (isSearch(reply.line(later))) {
                return true;
            }
            if (isEnd(reply.line(later))) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Section> unreadable(
            Origin origin, Optional<String> name, String text, String problem, int next) {
        return Optional.of(new Section(List.of(new Edit.Unreadable(origin, name.orElse(""), text, problem)), next));
    }

    private static Edit edit(Origin origin, String path, List<Edit.Reading> readings) {
        Edit.Reading first = readings.get(0);
        if (readings.size() == 1 && first.find().isBlank()) {
            return new Edit.Write(origin, path, first.replace(), Edit.Existing.REFUSE);
        }
        return new Edit.Replace(
                origin,
                path,
                first.find(),
                first.replace(),
                Edit.Unit.LINES,
                Hint.NONE,
                readings.subList(1, readings.size()));
    }

    /** The dividers as long as the block's own mark, when there are any; else all. */
    private static List<Integer> dividers(Reply reply, int search, int end) {
        String mark = reply.line(search).strip();
        int length = (int) mark.chars().takeWhile(c -> c == '<').count();
        List<Integer> all = new ArrayList<>();
        List<Integer> same = new ArrayList<>();
        for (int line = search + 1; line < end; line++) {
            if (isDivider(reply.line(line))) {
                all.add(line);
                if (reply.line(line).strip().length() == length) {
                    same.add(line);
                }
            }
        }
        return same.isEmpty() ? all : same;
    }

    private static Optional<String> nameOf(Reply reply, int search) {
        String beside = afterMark(reply.line(search), '<')
                .replaceFirst("^[A-Za-z]+:?", "")
                .strip();
        if (FileName.looksLikePath(beside)) {
            return Optional.of(beside);
        }
        int looked = 0;
        boolean apart = false;
        for (int line = search - 1; line >= 0 && looked < LINES_ABOVE; line--) {
            String text = reply.line(line);
            if (isEnd(text)) {
                break;
            }
            if (text.isBlank()) {
                apart = true;
                continue;
            }
            looked++;
            Optional<Fence> fence = Fence.openedBy(text);
            Optional<String> name = fence.isPresent()
                    ? FileName.inInfo(fence.get().info())
                    : apart ? FileName.alone(text) : FileName.expected(text);
            if (name.isPresent()) {
                return name;
            }
            if (fence.isEmpty()) {
                break;
            }
        }
        return reply.lastNamed();
    }
}
