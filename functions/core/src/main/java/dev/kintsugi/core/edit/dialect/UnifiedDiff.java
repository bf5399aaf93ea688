package dev.kintsugi.core.edit.dialect;

import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Hint;
import dev.kintsugi.core.edit.Origin;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Unified diffs.
 *
 * <pre>
 * diff    = [git header] ["--- " path "+++ " path] {hunk}
 * header  = "diff --git a/" path " b/" path {extended header}
 * hunk    = "@@" [numbers "@@" [section]] {(" " | "+" | "-") line | "\ No newline at end of file"}
 * </pre>
 *
 * Line numbers are hints and counts are ignored, because models get both wrong; a hunk ends where the next one, the
 * next file or the fence does. Each hunk is an edit of its own. {@code /dev/null} makes or deletes a file. Binary
 * patches and changes of mode are refused.
 */
final class UnifiedDiff implements Grammar {
    @Override
    public boolean beginsAt(Reply reply, int line) {
        String text = reply.line(line);
        return text.startsWith("diff --git ")
                || isFileHeader(reply, line)
                || (isHunk(text) && reply.isFenced() && reply.lastNamed().isPresent());
    }

    private static boolean isFileHeader(Reply reply, int line) {
        return reply.line(line).startsWith("--- ")
                && line + 1 < reply.size()
                && reply.line(line + 1).startsWith("+++ ")
                && !reply.line(line).strip().equals("---");
    }

    private static boolean isHunk(String line) {
        return line.startsWith("@@")
                && (line.length() == 2
                        || line.indexOf("@@", 2) > 0
                        || line.strip().equals("@@"));
    }

    @Override
    public Optional<Section> read(Reply reply, int line) {
        return Optional.of(new FileDiff(reply, line).read());
    }

    /** The old file's first line in a hunk header, or 0. */
    static int startOf(String header) {
        int minus = header.indexOf('-');
        int number = 0;
        for (int i = minus + 1; minus >= 0 && i < header.length() && number < 100_000_000; i++) {
            char c = header.charAt(i);
            if (c < '0' || c > '9') {
                break;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    /** One file's part of a diff. */
    private static final class FileDiff {
        private final Reply reply;
        private final int first;
        private final Origin origin;
        private int at;
        private String before = "";
        private String after = "";
        private String problem = "";
        private boolean isNew;
        private boolean isDeleted;
        private boolean isRenamed;

        FileDiff(Reply reply, int first) {
            this.reply = reply;
            this.first = first;
            this.at = first;
            this.origin = reply.origin(Dialect.UNIFIED_DIFF, first);
        }

        Section read() {
            if (isHunk(reply.line(at))) {
                before = reply.lastNamed().orElse("");
                after = before;
            } else {
                header();
                names();
            }
            List<Hunk> hunks = hunks();
            return new Section(edits(hunks), at);
        }

        private void header() {
            if (reply.line(at).startsWith("diff --git ")) {
                gitNames(reply.line(at).substring("diff --git ".length()));
                at++;
            }
            while (at < reply.size() && extended(reply.line(at))) {
                at++;
            }
            if (at < reply.size() && isFileHeader(reply, at)) {
                if (!isRenamed) {
                    before = path(reply.line(at).substring(4));
                    after = path(reply.line(at + 1).substring(4));
                }
                at += 2;
            }
        }

        private boolean extended(String text) {
            if (text.startsWith("new file mode")) {
                isNew = true;
            } else if (text.startsWith("deleted file mode")) {
                isDeleted = true;
            } else if (text.startsWith("rename from ")) {
                before = unquoted(text.substring("rename from ".length()));
                isRenamed = true;
            } else if (text.startsWith("rename to ")) {
                after = unquoted(text.substring("rename to ".length()));
                isRenamed = true;
            } else if (text.startsWith("copy from ") || text.startsWith("copy to ")) {
                problem = "copying a file is not an edit";
            } else if (text.startsWith("GIT binary patch")
                    || (text.startsWith("Binary files ") && text.endsWith("differ"))) {
                problem = "binary patches are not applied";
            } else if (text.startsWith("old mode ") || text.startsWith("new mode ")) {
                return true;
            } else {
                return text.startsWith("index ")
                        || text.startsWith("similarity index")
                        || text.startsWith("dissimilarity index");
            }
            return true;
        }

        private void gitNames(String names) {
            int middle = names.indexOf(" b/");
            before = path(middle > 0 ? names.substring(0, middle) : names);
            after = middle > 0 ? path(names.substring(middle + 1)) : before;
        }

        private void names() {
            boolean prefixed = isPrefixed(before, "a/") && isPrefixed(after, "b/");
            if (!isRenamed && prefixed) {
                before = before.equals(NOTHING) ? NOTHING : before.substring(2);
                after = after.equals(NOTHING) ? NOTHING : after.substring(2);
            }
            isNew |= before.equals(NOTHING);
            isDeleted |= after.equals(NOTHING);
        }

        private static boolean isPrefixed(String path, String prefix) {
            return path.equals(NOTHING) || path.startsWith(prefix);
        }

        private static final String NOTHING = "/dev/null";

        /** A path without the time that may follow it. */
        private static String path(String text) {
            int tab = text.indexOf('\t');
            return unquoted((tab >= 0 ? text.substring(0, tab) : text).strip());
        }

        /** Git quotes paths with blanks or bytes beyond ASCII, these as octal. */
        private static String unquoted(String text) {
            String path = text.strip();
            if (path.length() < 2 || !path.startsWith("\"") || !path.endsWith("\"")) {
                return path;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 1; i < path.length() - 1; i++) {
                char c = path.charAt(i);
                if (c == '\\' && i + 3 < path.length() && isOctal(path, i + 1)) {
                    bytes.write(Integer.parseInt(path.substring(i + 1, i + 4), 8));
                    i += 3;
                } else if (c != '\\') {
                    bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                }
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }

        private static boolean isOctal(String text, int from) {
            for (int i = from; i < from + 3; i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '7') {
                    return false;
                }
            }
            return true;
        }

        private List<Hunk> hunks() {
            List<Hunk> hunks = new ArrayList<>();
            while (at < reply.size() && isHunk(reply.line(at))) {
                Hunk hunk = new Hunk();
                hunk.line = at;
                head(hunk, reply.line(at));
                at++;
                while (at < reply.size() && continues()) {
                    if (!reply.line(at).startsWith("\\")) {
                        hunk.take(reply.line(at));
                    }
                    at++;
                }
                hunk.dropBlanksAtEnd();
                if (!hunk.isEmpty()) {
                    hunks.add(hunk);
                }
                at = at < reply.size()
                                && reply.line(at).isBlank()
                                && reply.solidFrom(at) < reply.size()
                                && isHunk(reply.line(reply.solidFrom(at)))
                        ? reply.solidFrom(at)
                        : at;
            }
            return hunks;
        }

        private static void head(Hunk hunk, String header) {
            hunk.nearLine = startOf(header);
            int end = header.indexOf("@@", 2);
            String section = end > 0 ? header.substring(end + 2).strip() : "";
            if (!section.isEmpty()) {
                hunk.scope.add(section);
            }
        }

        /** Whether the hunk goes on: a fence holds nothing else, outside of one only marked lines do. */
        private boolean continues() {
            String text = reply.line(at);
            if (text.startsWith("diff --git ") || isHunk(text) || reply.closesFence(at) || isNextFile()) {
                return false;
            }
            if (reply.isFenced()) {
                return true;
            }
            if (text.isEmpty()) {
                int next = reply.solidFrom(at);
                return next < reply.size()
                        && " +-\\".indexOf(reply.line(next).charAt(0)) >= 0
                        && !reply.line(next).startsWith("- ");
            }
            return " +-\\".indexOf(text.charAt(0)) >= 0;
        }

        /** A removed line may look like a header; only one with a hunk after it is. */
        private boolean isNextFile() {
            return isFileHeader(reply, at) && at + 2 < reply.size() && isHunk(reply.line(at + 2));
        }

        private List<Edit> edits(List<Hunk> hunks) {
            String path = isNew ? after : before;
            if (!problem.isEmpty()) {
                return List.of(new Edit.Unreadable(origin, path, reply.text(first, at), problem));
            }
            if (isNew) {
                StringBuilder content = new StringBuilder();
                hunks.forEach(hunk -> content.append(Reply.text(hunk.after)));
                return List.of(new Edit.Write(origin, after, content.toString(), Edit.Existing.REFUSE));
            }
            if (isDeleted) {
                StringBuilder expected = new StringBuilder();
                hunks.forEach(hunk -> expected.append(Reply.text(hunk.before)));
                return List.of(new Edit.Delete(origin, before, expected.toString()));
            }
            List<Edit> edits = new ArrayList<>();
            for (Hunk hunk : hunks) {
                Hint hint = new Hint(hunk.nearLine, hunk.scope, false, true, false);
                Origin place = new Origin(Dialect.UNIFIED_DIFF, hunk.line + 1, origin.section());
                edits.add(Edit.Replace.lines(place, path, Reply.text(hunk.before), Reply.text(hunk.after), hint));
            }
            if (!after.equals(before) && !after.isEmpty()) {
                edits.add(new Edit.Move(origin, before, after));
            }
            if (edits.isEmpty()) {
                edits.add(new Edit.Unreadable(origin, path, reply.text(first, at), "the diff changes no text"));
            }
            return edits;
        }
    }
}
