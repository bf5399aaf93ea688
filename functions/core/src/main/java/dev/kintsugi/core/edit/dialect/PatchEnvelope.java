package dev.kintsugi.core.edit.dialect;

import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Hint;
import dev.kintsugi.core.edit.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Patch envelopes.
 *
 * <pre>
 * patch  = "*** Begin Patch" {section} "*** End Patch"
 * section = "*** Add File: " path {"+" line}
 *         | "*** Delete File: " path
 *         | "*** Update File: " path ["*** Move to: " path] {hunk}
 * hunk   = {"@@" [scope line]} {(" " | "+" | "-") line} ["*** End of File"]
 * </pre>
 *
 * The first hunk may lack its {@code @@}, context may lack its blank, marks may be padded, and either end of the
 * envelope may be missing. A hunk's scope lines stand above its place, and hunks come in the order of the file. A
 * hunk of added lines only goes to the end of the file. An added file that exists is overwritten, as that dialect
 * has it.
 */
final class PatchEnvelope implements Grammar {
    private static final String BEGIN = "*** Begin Patch";
    private static final String END = "*** End Patch";
    private static final String ADD = "*** Add File:";
    private static final String DELETE = "*** Delete File:";
    private static final String UPDATE = "*** Update File:";
    private static final String MOVE = "*** Move to:";
    private static final String END_OF_FILE = "*** End of File";

    @Override
    public boolean beginsAt(Reply reply, int line) {
        String text = reply.line(line).strip();
        return text.equals(BEGIN) || isSection(text);
    }

    private static boolean isSection(String text) {
        return text.startsWith(ADD) || text.startsWith(DELETE) || text.startsWith(UPDATE);
    }

    @Override
    public Optional<Section> read(Reply reply, int line) {
        List<Edit> edits = new ArrayList<>();
        boolean enveloped = reply.line(line).strip().equals(BEGIN);
        int at = enveloped ? line + 1 : line;
        while (at < reply.size() && !reply.closesFence(at)) {
            String text = reply.line(at).strip();
            if (text.equals(END)) {
                return Optional.of(new Section(edits, at + 1));
            }
            if (isSection(text)) {
                at = section(reply, at, enveloped, edits);
            } else if (text.isEmpty()) {
                at++;
            } else if (enveloped) {
                int stop = at + 1;
                while (stop < reply.size() && !isBoundary(reply, stop)) {
                    stop++;
                }
                edits.add(unreadable(
                        reply.origin(Dialect.PATCH, at),
                        "",
                        reply.text(at, stop),
                        "no patch section begins with «" + text + "»"));
                at = stop;
            } else {
                break;
            }
        }
        return Optional.of(new Section(edits, at));
    }

    private static Edit unreadable(Origin origin, String path, String text, String problem) {
        return new Edit.Unreadable(origin, path, text, problem);
    }

    private static boolean isBoundary(Reply reply, int line) {
        String text = reply.line(line).strip();
        return isSection(text) || text.equals(END) || text.equals(BEGIN) || reply.closesFence(line);
    }

    private static int section(Reply reply, int line, boolean enveloped, List<Edit> edits) {
        String text = reply.line(line).strip();
        Origin origin = reply.origin(Dialect.PATCH, line);
        if (text.startsWith(DELETE)) {
            edits.add(new Edit.Delete(origin, path(text, DELETE), ""));
            return line + 1;
        }
        int stop = line + 1;
        while (stop < reply.size()
                && !isBoundary(reply, stop)
                && (enveloped || reply.isFenced() || isPatchLine(reply, stop))) {
            stop++;
        }
        if (text.startsWith(ADD)) {
            edits.add(new Edit.Write(origin, path(text, ADD), added(reply, line + 1, stop), Edit.Existing.OVERWRITE));
            return stop;
        }
        update(reply, origin, path(text, UPDATE), line + 1, stop, edits);
        return stop;
    }

    /** Without an envelope or a fence only lines that carry a mark belong to a section. */
    private static boolean isPatchLine(Reply reply, int line) {
        String text = reply.line(line);
        if (!text.isEmpty()) {
            return " +-@".indexOf(text.charAt(0)) >= 0 || text.startsWith(MOVE) || text.startsWith(END_OF_FILE);
        }
        int next = reply.solidFrom(line);
        return next < reply.size() && " +-@".indexOf(reply.line(next).charAt(0)) >= 0;
    }

    private static String path(String text, String label) {
        return FileName.labelled(text.substring(label.length()));
    }

    /** An added file's lines; one that lost its plus is taken as it stands. */
    private static String added(Reply reply, int from, int to) {
        int stop = to;
        while (stop > from && reply.line(stop - 1).isEmpty()) {
            stop--;
        }
        StringBuilder content = new StringBuilder();
        for (int line = from; line < stop; line++) {
            String text = reply.line(line);
            content.append(text.startsWith("+") ? text.substring(1) : text).append('\n');
        }
        return content.toString();
    }

    private static void update(Reply reply, Origin origin, String path, int from, int to, List<Edit> edits) {
        int line = reply.solidFrom(from);
        String moved = "";
        if (line < to && reply.line(line).strip().startsWith(MOVE)) {
            moved = path(reply.line(line).strip(), MOVE);
            line++;
        } else {
            line = from;
        }
        List<Hunk> hunks = hunks(reply, line, to);
        if (hunks.isEmpty() && moved.isEmpty()) {
            edits.add(unreadable(origin, path, reply.text(from - 1, to), "the section changes nothing"));
        }
        for (Hunk hunk : hunks) {
            Hint hint = new Hint(hunk.nearLine, hunk.scope, hunk.nearLine == 0, true, hunk.atEnd);
            Origin place = new Origin(Dialect.PATCH, hunk.line + 1, origin.section());
            edits.add(Edit.Replace.lines(place, path, Reply.text(hunk.before), Reply.text(hunk.after), hint));
        }
        if (!moved.isEmpty()) {
            edits.add(new Edit.Move(origin, path, moved));
        }
    }

    private static List<Hunk> hunks(Reply reply, int from, int to) {
        List<Hunk> hunks = new ArrayList<>();
        Hunk hunk = new Hunk();
        hunk.line = from;
        for (int line = from; line < to; line++) {
            String text = reply.line(line);
            String bare = text.strip();
            if (bare.equals(END_OF_FILE)) {
                hunk.atEnd = true;
            } else if (bare.startsWith("@@") && !text.startsWith("+") && !text.startsWith("-")) {
                if (!hunk.isEmpty()) {
                    finish(hunk, hunks);
                    hunk = new Hunk();
                }
                hunk.line = line;
                scope(hunk, bare);
            } else if (!(text.isEmpty() && hunk.isEmpty())) {
                hunk.take(text);
            }
        }
        finish(hunk, hunks);
        return hunks;
    }

    private static void finish(Hunk hunk, List<Hunk> hunks) {
        hunk.dropBlanksAtEnd();
        if (!hunk.isEmpty()) {
            hunks.add(hunk);
        }
    }

    /** What follows {@code @@}: a line of the file, or a diff's numbers and perhaps a line after them. */
    private static void scope(Hunk hunk, String header) {
        String rest = header.substring(2).strip();
        if (rest.startsWith("-") && rest.contains("+") && rest.contains("@@")) {
            hunk.nearLine = UnifiedDiff.startOf(rest);
            return;
        }
        if (rest.endsWith("@@")) {
            rest = rest.substring(0, rest.length() - 2).strip();
        }
        if (!rest.isEmpty() && !rest.equals("...")) {
            hunk.scope.add(rest);
        }
    }
}
