package dev.kintsugi.core.edit.dialect;

import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a reply into edits, in the order in which they stand. Line by line it asks each dialect whether a block of it
 * begins; what none knows is prose. A fence is looked into: a block of another dialect inside is read as such, JSON as
 * a tool call, and the rest is a whole file when a path is named for it.
 */
public final class ReplyReader {
    /** Most attempts to read a line of prose as JSON. */
    private static final int MAXIMUM_JSON_ATTEMPTS = 20;

    /** How many of a fence's first lines may stand before a block inside it. */
    private static final int LINES_BEFORE_A_BLOCK = 3;

    private final Reply reply;
    private final Set<Dialect> spoken;
    private final Map<Dialect, Grammar> grammars = new LinkedHashMap<>();
    private final Optional<String> onlyTarget;
    private final List<Edit> edits = new ArrayList<>();
    private int jsonAttempts;

    private ReplyReader(String text, Set<Dialect> spoken, Optional<String> onlyTarget) {
        this.reply = Reply.of(text);
        this.spoken = spoken;
        this.onlyTarget = onlyTarget;
        speak(Dialect.PATCH, new PatchEnvelope());
        speak(Dialect.SEARCH_REPLACE, new SearchReplaceBlocks());
        speak(Dialect.FIND_REPLACE, new FindReplaceBlocks());
        speak(Dialect.UNIFIED_DIFF, new UnifiedDiff());
    }

    private void speak(Dialect dialect, Grammar grammar) {
        if (spoken.contains(dialect)) {
            grammars.put(dialect, grammar);
        }
    }

    /** The edits of a reply in whatever dialects it speaks. */
    public static List<Edit> read(String reply) {
        return read(reply, Optional.empty(), Optional.empty());
    }

    /**
     * The edits of a reply.
     *
     * @param only the one dialect that is understood, or empty for all
     * @param onlyTarget the file that a whole-file reply without a path is for, when that dialect is asked for
     */
    public static List<Edit> read(String reply, Optional<Dialect> only, Optional<String> onlyTarget) {
        Set<Dialect> spoken = only.map(EnumSet::of).orElse(EnumSet.allOf(Dialect.class));
        boolean whole = only.filter(dialect -> dialect == Dialect.WHOLE_FILE).isPresent();
        return new ReplyReader(reply, spoken, whole ? onlyTarget : Optional.empty()).edits();
    }

    private List<Edit> edits() {
        int line = 0;
        while (line < reply.size()) {
            line = step(line);
        }
        return edits;
    }

    private int step(int line) {
        if (reply.closesFence(line)) {
            reply.close();
            return line + 1;
        }
        Optional<Section> block = block(line);
        if (block.isPresent()) {
            edits.addAll(block.get().edits());
            return Math.max(block.get().next(), line + 1);
        }
        Optional<Fence> fence = reply.isFenced() ? Optional.empty() : Fence.openedBy(reply.line(line));
        return fence.isPresent() ? fence(line, fence.get()) : json(line);
    }

    private Optional<Section> block(int line) {
        for (Grammar grammar : grammars.values()) {
            if (grammar.beginsAt(reply, line)) {
                Optional<Section> section = grammar.read(reply, line);
                if (section.isPresent()) {
                    return section;
                }
            }
        }
        return Optional.empty();
    }

    private int fence(int line, Fence fence) {
        if (holdsABlock(line, fence)) {
            reply.open(fence);
            return line + 1;
        }
        int close = WholeFiles.closing(reply, line, fence, false);
        if (spoken.contains(Dialect.TOOL_CALL)) {
            List<Edit> calls = calls(line + 1, reply.text(line + 1, close));
            if (!calls.isEmpty() && FileName.inInfo(fence.info()).isEmpty() && !isNamedAbove(line, fence)) {
                edits.addAll(calls);
                return close + 1;
            }
        }
        if (spoken.contains(Dialect.WHOLE_FILE)) {
            Optional<Section> file = WholeFiles.at(reply, line, fence);
            if (file.isEmpty() && onlyTarget.isPresent() && edits.isEmpty()) {
                file = Optional.of(WholeFiles.content(reply, line, fence, onlyTarget.get()));
            }
            if (file.isPresent()) {
                edits.addAll(file.get().edits());
                reply.name(file.get().edits().get(0).path());
                return file.get().next();
            }
        }
        return Math.min(reply.size(), close + 1);
    }

    private boolean isNamedAbove(int line, Fence fence) {
        return WholeFiles.at(reply, line, fence).isPresent();
    }

    /** Whether another dialect speaks in the first lines of a fence. */
    private boolean holdsABlock(int line, Fence fence) {
        reply.open(fence);
        try {
            if (fence.language().equals("diff") || fence.language().equals("patch")) {
                nameFor(line, fence);
            }
            int at = line;
            for (int looked = 0; looked < LINES_BEFORE_A_BLOCK; looked++) {
                at = reply.solidFrom(at + 1);
                if (at >= reply.size() || reply.closesFence(at)) {
                    return false;
                }
                int here = at;
                if (grammars.values().stream().anyMatch(grammar -> grammar.beginsAt(reply, here))) {
                    return true;
                }
                if (looked == 0 && FileName.expected(reply.line(at)).isEmpty() && !isDiff(fence)) {
                    return false;
                }
            }
            return false;
        } finally {
            reply.close();
        }
    }

    private static boolean isDiff(Fence fence) {
        return fence.language().equals("diff") || fence.language().equals("patch");
    }

    /** A diff without a header is for the file named in its fence or above it. */
    private void nameFor(int line, Fence fence) {
        Optional<String> path = FileName.inInfo(fence.info());
        if (path.isEmpty() && line > 0) {
            path = FileName.alone(reply.line(line - 1));
        }
        path.ifPresent(reply::name);
    }

    private int json(int line) {
        String text = reply.line(line).stripLeading();
        boolean begins = text.startsWith("{") || text.startsWith("[{") || text.equals("[");
        if (!begins
                || !spoken.contains(Dialect.TOOL_CALL)
                || reply.isFenced()
                || jsonAttempts >= MAXIMUM_JSON_ATTEMPTS) {
            return line + 1;
        }
        jsonAttempts++;
        int stop = line + 1;
        while (stop < reply.size() && Fence.openedBy(reply.line(stop)).isEmpty()) {
            stop++;
        }
        edits.addAll(calls(line, reply.text(line, stop)));
        return edits.isEmpty() || edits.get(edits.size() - 1).origin().line() != line + 1 ? line + 1 : stop;
    }

    private List<Edit> calls(int line, String text) {
        return ToolCalls.in(reply, Math.min(line, reply.size() - 1), text);
    }
}
