package dev.kintsugi.core.edit.dialect;

import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Hint;
import dev.kintsugi.core.edit.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Labelled blocks.
 *
 * <pre>
 * blocks  = "FILE:" path { find replace ["END"] }
 * find    = "FIND" ["(near line" number ")"] ":" [text] {line}
 * replace = "REPLACE:" [text] {line}
 * </pre>
 *
 * Labels stand in capitals at the beginning of a line, so {@code find:}, {@code file:} and {@code end} are content.
 * Content may have such lines in capitals too: FIND goes on to {@code REPLACE:}, and REPLACE to the last {@code END}
 * before the next block; a label inside REPLACE begins a block only when a whole block follows it. Either text may be
 * wrapped in a fence. A FIND without FILE, or without REPLACE, is reported.
 */
final class FindReplaceBlocks implements Grammar {
    private static final String FILE = "FILE";
    private static final String FIND = "FIND";
    private static final String REPLACE = "REPLACE";
    private static final String END = "END";

    /** Files in which a fence is content. */
    private static final List<String> FENCED_FILES = List.of(".md", ".markdown", ".mdx", ".rst", ".adoc", ".txt");

    @Override
    public boolean beginsAt(Reply reply, int line) {
        return isLabel(reply, line, FIND) || isLabel(reply, line, FILE);
    }

    @Override
    public Optional<Section> read(Reply reply, int line) {
        if (isLabel(reply, line, FIND)) {
            return Optional.of(block(reply, line, reply.lastNamed().orElse("")));
        }
        int next = reply.solidFrom(line + 1);
        while (next < reply.size() && Fence.openedBy(reply.line(next)).isPresent()) {
            // A fence may open between the file's name and its blocks.
            next = reply.solidFrom(next + 1);
        }
        if (next >= reply.size() || !(isLabel(reply, next, FIND) || isLabel(reply, next, REPLACE))) {
            return Optional.empty();
        }
        String path = FileName.labelled(after(reply.line(line), FILE));
        reply.name(path);
        if (isLabel(reply, next, REPLACE)) {
            return Optional.of(created(reply, line, next, path));
        }
        Section block = block(reply, next, path);
        return Optional.of(block);
    }

    private static Section created(Reply reply, int line, int replace, String path) {
        int end = endOfReplace(reply, replace);
        Origin origin = reply.origin(Dialect.FIND_REPLACE, line);
        Labelled content = content(reply, replace, REPLACE, end);
        return new Section(
                List.of(new Edit.Write(origin, path, content.inside(), Edit.Existing.REFUSE)), after(reply, end));
    }

    private static Section block(Reply reply, int find, String path) {
        Origin origin = reply.origin(Dialect.FIND_REPLACE, find);
        int replace = find + 1;
        while (replace < reply.size() && !isLabel(reply, replace, REPLACE) && !startsBlock(reply, replace)) {
            replace++;
        }
        if (replace >= reply.size() || !isLabel(reply, replace, REPLACE)) {
            int stop = Math.min(replace, reply.size());
            return unreadable(origin, path, reply.text(find, stop), "FIND has no REPLACE", stop);
        }
        int end = endOfReplace(reply, replace);
        String whole = reply.text(find, end);
        if (path.isEmpty()) {
            return unreadable(origin, path, whole, "FIND stands without a FILE", after(reply, end));
        }
        if (endsInProse(reply, replace, end)) {
            return unreadable(
                    origin, path, whole, "the block has no END, and text follows it that may not belong to it", end);
        }
        Labelled sought = content(reply, find, FIND, replace);
        Labelled put = content(reply, replace, REPLACE, end);
        Hint hint = Hint.near(number(reply.line(find)));
        Edit edit = sought.inside().isEmpty()
                ? new Edit.Write(origin, path, put.inside(), Edit.Existing.REFUSE)
                : replacement(origin, path, sought, put, hint);
        return new Section(List.of(edit), after(reply, end));
    }

    /**
     * A fence around a text may be the coder's, or belong to the file. Around both it is the file that tells. Around one
     * it is the file's when the other text has fences too, or the file is one that people write fences in.
     */
    private static Edit replacement(Origin origin, String path, Labelled sought, Labelled put, Hint hint) {
        Edit.Reading literally = new Edit.Reading(sought.text(), put.text());
        boolean content = sought.isFenced()
                ? !put.isFenced() && put.hasFence()
                : put.isFenced() && FENCED_FILES.stream().anyMatch(path.toLowerCase(Locale.ROOT)::endsWith);
        if (content) {
            return Edit.Replace.lines(origin, path, literally.find(), literally.replace(), hint);
        }
        List<Edit.Reading> others = sought.isFenced() ? List.of(literally) : List.of();
        return new Edit.Replace(origin, path, sought.inside(), put.inside(), Edit.Unit.LINES, hint, others);
    }

    private static Section unreadable(Origin origin, String path, String text, String problem, int next) {
        return new Section(List.of(new Edit.Unreadable(origin, path, text, problem)), next);
    }

    /** The line after a block: its END is passed over, anything else is not. */
    private static int after(Reply reply, int end) {
        return end < reply.size() && isEnd(reply.line(end)) ? end + 1 : end;
    }

    /** The last END before the next block, or where that block, the fence or the reply ends it. */
    private static int endOfReplace(Reply reply, int replace) {
        int end = -1;
        int line = replace + 1;
        boolean wrapped = isWrapped(reply, replace);
        for (; line < reply.size(); line++) {
            if (isEnd(reply.line(line))) {
                end = line;
            } else if (startsBlock(reply, line) || (!wrapped && end < 0 && reply.closesFence(line))) {
                break;
            } else if (end >= 0 && !reply.line(line).isBlank()) {
                int further = furtherEnd(reply, line);
                if (further < 0) {
                    break;
                }
                end = further;
                line = further;
            }
        }
        return end >= 0 ? end : line;
    }

    /** Where another END comes before the next block, so that the text between is content; below 0 when none does. */
    private static int furtherEnd(Reply reply, int from) {
        for (int line = from; line < reply.size() && !startsBlock(reply, line); line++) {
            if (reply.closesFence(line)) {
                return -1;
            }
            if (isEnd(reply.line(line))) {
                return line;
            }
        }
        return -1;
    }

    private static boolean isWrapped(Reply reply, int label) {
        int first = reply.solidFrom(label + 1);
        return first < reply.size() && Fence.openedBy(reply.line(first)).isPresent();
    }

    /** A label begins a block only when the rest of a block follows it. */
    private static boolean startsBlock(Reply reply, int line) {
        if (isLabel(reply, line, FILE)) {
            int next = reply.solidFrom(line + 1);
            while (next < reply.size() && Fence.openedBy(reply.line(next)).isPresent()) {
                next = reply.solidFrom(next + 1);
            }
            // Never a further FILE: a thousand of them would be asked each for all after it.
            return next < reply.size()
                    && ((isLabel(reply, next, FIND) && startsBlock(reply, next)) || isLabel(reply, next, REPLACE));
        }
        if (!isLabel(reply, line, FIND)) {
            return false;
        }
        for (int later = line + 1; later < reply.size(); later++) {
            if (isLabel(reply, later, REPLACE)) {
                return true;
            }
            if (isEnd(reply.line(later)) || isLabel(reply, later, FIND)) {
                return false;
            }
        }
        return false;
    }

    /** Without an END, text after a fenced REPLACE, or a paragraph like a sentence, may be the coder's closing words. */
    private static boolean endsInProse(Reply reply, int replace, int end) {
        if (end < reply.size() && isEnd(reply.line(end))) {
            return false;
        }
        if (isWrapped(reply, replace)) {
            return !content(reply, replace, REPLACE, end).isFenced();
        }
        if (end < reply.size()) {
            return false;
        }
        int last = end - 1;
        while (last > replace && reply.line(last).isBlank()) {
            last--;
        }
        int first = last;
        while (first > replace && !reply.line(first - 1).isBlank()) {
            first--;
        }
        String text = reply.line(last).strip();
        boolean sentence = text.endsWith(".") || text.endsWith("!") || text.endsWith("?");
        return first > replace + 1
                && sentence
                && text.split("\\s+").length > 3
                && Character.isUpperCase(reply.line(first).codePointAt(0));
    }

    /** A section's text: what stands beside its label, or the lines below it. */
    private static Labelled content(Reply reply, int label, String name, int end) {
        String beside = after(reply.line(label), name).strip();
        List<String> lines = new ArrayList<>();
        if (!beside.isEmpty()) {
            lines.add(beside);
        }
        for (int line = label + 1; line < end; line++) {
            lines.add(reply.line(line));
        }
        return Labelled.of(lines);
    }

    static boolean isEnd(String line) {
        return line.stripTrailing().equals(END) || line.strip().equals("**END**");
    }

    private static boolean isLabel(Reply reply, int line, String name) {
        return line < reply.size() && !after(reply.line(line), name).equals(NO_LABEL);
    }

    private static final String NO_LABEL = "\0";

    /** What stands after a label and its colon, or {@link #NO_LABEL}. */
    private static String after(String line, String name) {
        String text = line.startsWith("#") ? line.replaceFirst("^#{1,6}\\s+", "") : line;
        boolean bold = text.startsWith("**");
        text = bold ? text.substring(2) : text;
        if (!text.startsWith(name)) {
            return NO_LABEL;
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return NO_LABEL;
        }
        String between = text.substring(name.length(), colon).strip();
        boolean plain = between.isEmpty() || between.equals("WITH") || (bold && between.equals("**"));
        boolean hinted = name.equals(FIND) && between.startsWith("(") && between.endsWith(")");
        if (!plain && !hinted) {
            return NO_LABEL;
        }
        String rest = text.substring(colon + 1);
        return bold ? rest.replaceFirst("^\\*\\*", "").replaceFirst("\\*\\*$", "") : rest;
    }

    /** The first number of a label such as {@code FIND (near line 50):}, or 0. */
    private static int number(String line) {
        int colon = line.indexOf(':');
        int number = 0;
        for (int i = 0; i < colon && number < 100_000_000; i++) {
            char c = line.charAt(i);
            if (c >= '0' && c <= '9') {
                number = number * 10 + (c - '0');
            } else if (number > 0) {
                break;
            }
        }
        return number;
    }
}
