package dev.kintsugi.core.execute;

import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.SourceTree;
import dev.kintsugi.core.edit.match.SourceText;
import dev.kintsugi.core.partial.FailedEdit;
import dev.kintsugi.core.partial.FilesSince;
import dev.kintsugi.core.path.RepositoryPath;
import dev.kintsugi.core.prompt.Assignment;
import dev.kintsugi.core.prompt.CoderBrief;
import dev.kintsugi.core.prompt.MissingEdit;
import dev.kintsugi.core.prompt.ShownFile;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.round.PlainText;
import dev.kintsugi.core.round.Workbench;
import dev.kintsugi.core.workspace.WorkspaceTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a coder is told: the task, the files it names as they are now, what is open, what a person added. */
final class CoderBriefs {
    /** Characters of one file that is shown; a coder with tools reads on. */
    static final int MAX_FILE = 200_000;

    /** Characters of all files of one kind that are shown; the others are named. */
    static final int MAX_FILES = 1_000_000;

    /** Paths of the repository that are listed. */
    static final int MAX_PATHS = 500;

    /** Lines around the place that a failed edit probably meant. */
    private static final int REGION_LINES = 12;

    private final Workbench bench;
    private final WorkspaceTree tree;
    private final List<Finding> open;
    private final Optional<String> healingContext;
    private final Optional<String> request;
    private final Function<Outcome.Failed, String> whereabouts;

    private CoderBriefs(
            Workbench bench,
            WorkspaceTree tree,
            List<Finding> open,
            Optional<String> healingContext,
            Optional<String> request,
            Function<Outcome.Failed, String> whereabouts) {
        this.bench = bench;
        this.tree = tree;
        this.open = open;
        this.healingContext = healingContext;
        this.request = request;
        this.whereabouts = whereabouts;
    }

    /** @param healingContext for a remediation, what comes before everything else */
    CoderBriefs(Workbench bench, WorkspaceTree tree, List<Finding> open, Optional<String> healingContext) {
        this(bench, tree, open, healingContext, Optional.empty(), Outcome.Failed::file);
    }

    /**
     * For a continue, which asks for missing edits alone.
     *
     * @param request what the person who continues says to the coder
     * @param files where the files of missing edits are now
     */
    static CoderBriefs ofContinue(
            Workbench bench,
            WorkspaceTree tree,
            Optional<String> healingContext,
            Optional<String> request,
            FilesSince files) {
        return new CoderBriefs(bench, tree, List.of(), healingContext, request, files::whereNow);
    }

    /** For the beginning of a cycle. */
    CoderBrief ofCycle() {
        return brief(bench.task().targets(), open);
    }

    /** For a further try: the files of the missing edits as they are now, and nothing that is not missing. */
    CoderBrief ofMissing(List<FailedEdit> missing) {
        Set<String> files = new LinkedHashSet<>();
        missing.forEach(failed -> files.add(whereabouts.apply(failed.outcome())));
        return brief(List.copyOf(files), List.of());
    }

    private CoderBrief brief(List<String> targets, List<Finding> findings) {
        List<String> notes = new ArrayList<>();
        Stream.concat(bench.job().facts().findText("note").stream(), request.stream())
                .forEach(note -> notes.add("from a person: " + note));
        List<ShownFile> context = shown(bench.task().contextFiles(), notes);
        List<ShownFile> target = shown(targets, new ArrayList<>());
        return new CoderBrief(
                Assignment.of(bench.plan().name(), bench.plan().settings(), bench.task()),
                healingContext,
                context.stream()
                        .filter(file ->
                                target.stream().noneMatch(other -> other.path().equals(file.path())))
                        .toList(),
                target,
                paths(),
                findings,
                notes);
    }

    private List<String> paths() {
        List<String> all = tree.paths();
        return all.size() <= MAX_PATHS
                ? all
                : Stream.concat(
                                all.stream().limit(MAX_PATHS),
                                Stream.of("(and %d more)".formatted(all.size() - MAX_PATHS)))
                        .toList();
    }

    /** The files that are there; what cannot be shown is noted, once. */
    private List<ShownFile> shown(List<String> paths, List<String> notes) {
        List<ShownFile> files = new ArrayList<>();
        int characters = 0;
        for (String written : paths) {
            Optional<String> path = RepositoryPath.of(written);
            Optional<String> text = path.flatMap(this::text);
            characters += text.map(String::length).orElse(0);
            if (characters > MAX_FILES) {
                notes.add("not all files are shown, for they are too long: read " + PlainText.line(written)
                        + " and those named behind it yourself");
                return files;
            }
            if (text.isPresent()) {
                files.add(new ShownFile(path.get(), PlainText.shortened(text.get(), MAX_FILE)));
            } else {
                notes.add("the context file " + PlainText.line(written) + " is not there, or is no text");
            }
        }
        return files;
    }

    private Optional<String> text(String path) {
        return tree.look(path) instanceof SourceTree.Entry.Found found
                ? SourceText.of(found.content()).map(SourceText::text)
                : Optional.empty();
    }

    /** The edits that could not be applied, each with the lines it probably meant. */
    List<MissingEdit> missing(List<FailedEdit> failed) {
        return failed.stream().map(FailedEdit::outcome).map(this::missing).toList();
    }

    private MissingEdit missing(Outcome.Failed failed) {
        String reason = failed.reason().text();
        String region = region(failed);
        String path = failed.file();
        return switch (failed.edit()) {
            case Edit.Replace replace -> new MissingEdit(path, replace.find(), replace.replace(), reason, region);
            case Edit.Write write -> new MissingEdit(path, "", write.content(), reason, region);
            case Edit.Delete delete ->
                new MissingEdit(path, "(the whole file)", "(nothing: delete it)", reason, region);
            case Edit.Move move ->
                new MissingEdit(path, "(the whole file)", "(moved to " + move.to() + ")", reason, region);
            case Edit.Unreadable unreadable -> new MissingEdit(path, unreadable.text(), "", reason, region);
        };
    }

    private String region(Outcome.Failed failed) {
        int line = failed.suggestedLine() > 0
                ? failed.suggestedLine()
                : failed.candidates().isEmpty()
                        ? 0
                        : failed.candidates().getFirst().line();
        if (line == 0) {
            return "";
        }
        return text(whereabouts.apply(failed))
                .map(text -> text.lines()
                        .skip(Math.max(0, line - 1 - REGION_LINES))
                        .limit(2L * REGION_LINES + 1)
                        .collect(Collectors.joining("\n")))
                .orElse("");
    }
}
