package dev.kintsugi.core.execute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.edit.Candidate;
import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Hint;
import dev.kintsugi.core.edit.Origin;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.SourceTree;
import dev.kintsugi.core.edit.Tier;
import dev.kintsugi.core.edit.match.SourceText;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.ToolResult;
import dev.kintsugi.core.path.RepositoryPath;
import dev.kintsugi.core.prompt.CoderTools;
import dev.kintsugi.core.round.PlainText;
import dev.kintsugi.core.workspace.SearchFor;
import dev.kintsugi.core.workspace.SearchOutcome;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WorkspaceTree;
import dev.kintsugi.core.workspace.WriteOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Carries out a coder's tool calls on the running content of the round, and tells what came of each. */
final class CoderToolbox {
    /** Characters of one answer: a model that wants more reads on from there. */
    static final int MAX_ANSWER = 60_000;

    /** Files that one listing names. */
    static final int MAX_FILES = 1_000;

    /** Lines that one search finds. */
    static final int MAX_HITS = 100;

    private static final int MAX_LINE = 500;

    private final Workspace workspace;
    private final WorkspaceTree tree;
    private final EditBook book;

    CoderToolbox(Workspace workspace, WorkspaceTree tree, EditBook book) {
        this.workspace = workspace;
        this.tree = tree;
        this.book = book;
    }

    /** The answer to one call of a reply, the place-th from 0. */
    ToolResult answer(int turn, int place, ToolCall call) {
        return switch (call) {
            case ToolCall.Unusable unusable -> unusable.answer();
            case ToolCall.Usable usable -> answer(turn, place, usable);
        };
    }

    private ToolResult answer(int turn, int place, ToolCall.Usable call) {
        ObjectNode input = call.input();
        Origin origin = new Origin(Dialect.TOOL_CALL, 1, place);
        String path = input.path("path").asText("");
        return switch (call.name()) {
            case CoderTools.LIST_FILES -> done(call, listed(input.path("folder").asText("")));
            case CoderTools.SEARCH ->
                searched(
                        call,
                        input.path("text").asText(""),
                        input.path("folder").asText(""));
            case CoderTools.READ_FILE ->
                read(
                        call,
                        path,
                        input.path("first_line").asInt(1),
                        input.path("last_line").asInt(Integer.MAX_VALUE));
            case CoderTools.EDIT_FILE ->
                edited(
                        call,
                        turn,
                        place,
                        replacement(
                                origin,
                                path,
                                input.path("find").asText(""),
                                input.path("replace").asText("")));
            case CoderTools.WRITE_FILE ->
                edited(
                        call,
                        turn,
                        place,
                        new Edit.Write(
                                origin, path, lineFeeds(input.path("content").asText("")), Edit.Existing.OVERWRITE));
            case CoderTools.DELETE_FILE -> edited(call, turn, place, new Edit.Delete(origin, path, ""));
            default -> failed(call, "there is no tool '%s'".formatted(call.name()));
        };
    }

    private static Edit replacement(Origin origin, String path, String find, String replace) {
        return find.isEmpty()
                ? new Edit.Write(origin, path, lineFeeds(replace), Edit.Existing.REFUSE)
                : new Edit.Replace(
                        origin, path, lineFeeds(find), lineFeeds(replace), Edit.Unit.TEXT, Hint.NONE, List.of());
    }

    private static String lineFeeds(String text) {
        return text.replace("\r\n", "\n");
    }

    private String listed(String folder) {
        Predicate<String> inside = below(folder);
        List<String> paths = tree.paths().stream().filter(inside).toList();
        if (paths.isEmpty()) {
            return "there is no file" + (folder.isBlank() ? "" : " below " + folder);
        }
        String shown = paths.stream().limit(MAX_FILES).collect(Collectors.joining("\n"));
        return paths.size() <= MAX_FILES
                ? shown
                : shown + "\n(and %d more: name a folder)".formatted(paths.size() - MAX_FILES);
    }

    private static Predicate<String> below(String folder) {
        Optional<String> inside = RepositoryPath.of(folder.replaceAll("[/\\\\]{1,20}$", ""));
        if (folder.isBlank() || folder.equals(".") || folder.equals("./") || folder.equals("/")) {
            return path -> true;
        }
        return path -> inside.map(wanted -> path.equals(wanted) || path.startsWith(wanted + "/"))
                .orElse(false);
    }

    private ToolResult searched(ToolCall call, String text, String folder) {
        if (text.isEmpty() || text.length() > SearchFor.MAXIMUM_CHARACTERS || text.contains("\n")) {
            return failed(call, "search for 1 to %d characters of one line".formatted(SearchFor.MAXIMUM_CHARACTERS));
        }
        if (!(tree.written() instanceof WriteOutcome.Written now)) {
            return failed(call, "the changes so far cannot be written, so nothing can be searched");
        }
        SearchOutcome outcome = workspace.search(now.tree(), new SearchFor(text, false, below(folder), MAX_HITS));
        return switch (outcome) {
            case SearchOutcome.Unusable unusable -> failed(call, unusable.reason());
            case SearchOutcome.Hits hits when hits.hits().isEmpty() -> done(call, "no line contains it");
            case SearchOutcome.Hits hits -> done(call, shown(hits));
        };
    }

    private static String shown(SearchOutcome.Hits hits) {
        String lines = hits.hits().stream()
                .map(hit -> hit.path() + ":" + hit.line() + ": " + PlainText.shortened(hit.text(), MAX_LINE))
                .collect(Collectors.joining("\n"));
        return hits.complete() ? lines : lines + "\n(and more: search for something rarer, or in a folder)";
    }

    private ToolResult read(ToolCall call, String written, int first, int last) {
        Optional<String> path = RepositoryPath.of(written);
        if (path.isEmpty()) {
            return failed(call, "outside the repository: " + written);
        }
        return switch (tree.look(path.get())) {
            case SourceTree.Entry.Missing missing -> failed(call, "file not found: " + path.get());
            case SourceTree.Entry.Refused refused ->
                failed(call, refused.reason().text());
            case SourceTree.Entry.Found found ->
                SourceText.of(found.content())
                        .map(text -> done(call, lines(text.text(), first, last)))
                        .orElseGet(() -> failed(call, "binary file: " + path.get()));
        };
    }

    /** The lines asked for, as they stand, as many as one answer holds. */
    private static String lines(String text, int first, int last) {
        List<String> all = text.lines().toList();
        int from = Math.max(1, first);
        int to = Math.min(all.size(), last);
        if (from > to) {
            return all.isEmpty() ? "(the file is empty)" : "(the file has %d lines)".formatted(all.size());
        }
        StringBuilder shown = new StringBuilder();
        for (int line = from; line <= to; line++) {
            String next = all.get(line - 1);
            if (shown.length() + next.length() > MAX_ANSWER) {
                String part = shown.isEmpty() ? PlainText.shortened(next, MAX_ANSWER) + "\n" : "";
                return shown + part + "(cut at line %d of %d: read on with first_line)".formatted(line, all.size());
            }
            shown.append(next).append('\n');
        }
        return to < all.size() || from > 1
                ? shown + "(lines %d to %d of %d)".formatted(from, to, all.size())
                : shown.toString();
    }

    private ToolResult edited(ToolCall call, int turn, int place, Edit edit) {
        return switch (book.tryOne(turn, place, edit)) {
            case Outcome.Applied applied ->
                done(
                        call,
                        "done: %s, line %d%s"
                                .formatted(
                                        applied.file(),
                                        applied.line(),
                                        applied.tier() == Tier.EXACT
                                                ? ""
                                                : " (found there by "
                                                        + applied.tier().label() + ": read it again)"));
            case Outcome.AlreadyApplied already -> done(call, already.file() + " is like that already");
            case Outcome.Failed failed -> failed(call, whyFailed(failed));
        };
    }

    private static String whyFailed(Outcome.Failed failed) {
        StringBuilder why = new StringBuilder("nothing was changed: ")
                .append(failed.file())
                .append(": ")
                .append(failed.reason().text());
        for (Candidate candidate : failed.candidates()) {
            why.append("\npossible match at line ")
                    .append(candidate.line())
                    .append(" (")
                    .append(candidate.similarity())
                    .append("% similar): ")
                    .append(candidate.preview());
        }
        return PlainText.shortened(why.toString(), MAX_ANSWER);
    }

    private static ToolResult done(ToolCall call, String text) {
        return new ToolResult(call.id(), PlainText.shortened(text, MAX_ANSWER + MAX_LINE), false);
    }

    private static ToolResult failed(ToolCall call, String text) {
        return new ToolResult(call.id(), text, true);
    }
}
