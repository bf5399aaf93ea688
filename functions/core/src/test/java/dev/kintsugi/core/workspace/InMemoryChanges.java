package dev.kintsugi.core.workspace;

import dev.kintsugi.core.path.RepositoryPath;
import dev.kintsugi.core.workspace.InMemoryLines.Hunk;
import dev.kintsugi.core.workspace.InMemoryLines.Merged;
import dev.kintsugi.core.workspace.InMemoryObjects.Entry;
import dev.kintsugi.core.workspace.Survival.FileSurvival;
import dev.kintsugi.core.workspace.Survival.UndoneHunk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Changes, differences and merges of trees in memory. */
final class InMemoryChanges {
    private InMemoryChanges() {}

    /** Makes one change, or says why it must not be made. */
    static Optional<String> apply(NavigableMap<String, Entry> files, FileChange change) {
        String path = change.path();
        if (!RepositoryPath.of(path).equals(Optional.of(path))) {
            return Optional.of("outside the repository");
        }
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            Entry above = files.get(path.substring(0, slash));
            if (above != null) {
                return Optional.of("leads through a " + called(above.kind()));
            }
        }
        if (files.keySet().stream().anyMatch(each -> each.startsWith(path + "/"))) {
            return Optional.of("is a folder");
        }
        Entry there = files.get(path);
        if (there != null && there.kind() == EntryKind.SYMLINK) {
            return Optional.of("is a symlink");
        }
        return switch (change) {
            case FileChange.Put put
            when put.content().length() > Workspace.MAXIMUM_FILE_BYTES ->
                Optional.of("a file has at most " + Workspace.MAXIMUM_FILE_BYTES + " bytes");
            case FileChange.Put put -> {
                files.put(path, new Entry(there == null ? EntryKind.FILE : there.kind(), put.content()));
                yield Optional.empty();
            }
            case FileChange.Delete delete ->
                files.remove(path) == null ? Optional.of("file not found") : Optional.empty();
            case FileChange.SetExecutable bit -> {
                if (there == null) {
                    yield Optional.of("file not found");
                }
                files.put(path, new Entry(bit.executable() ? EntryKind.EXECUTABLE : EntryKind.FILE, there.content()));
                yield Optional.empty();
            }
        };
    }

    private static String called(EntryKind kind) {
        return kind == EntryKind.EXECUTABLE ? "file" : kind.name().toLowerCase(Locale.ROOT);
    }

    /** Fills {@code merged}; returns where the sides disagree. */
    static List<MergeConflict> merge(
            Map<String, Entry> base,
            Map<String, Entry> ours,
            Map<String, Entry> theirs,
            List<String> labels,
            Map<String, Entry> merged) {
        List<MergeConflict> conflicts = new ArrayList<>();
        for (String path : all(base, ours, theirs)) {
            Entry before = base.get(path);
            Entry one = ours.get(path);
            Entry other = theirs.get(path);
            if (same(one, other) || same(before, other)) {
                put(merged, path, one);
            } else if (same(before, one)) {
                put(merged, path, other);
            } else {
                Merged text =
                        InMemoryLines.merge(lines(before), lines(one), lines(other), labels.get(0), labels.get(1));
                boolean deleted = one == null || other == null;
                EntryKind kind = one != null ? one.kind() : other == null ? EntryKind.FILE : other.kind();
                merged.put(path, new Entry(kind, FileContent.of(text.text())));
                if (text.conflict() || deleted) {
                    MergeConflict.Kind how = deleted
                            ? MergeConflict.Kind.DELETED_AND_CHANGED
                            : before == null ? MergeConflict.Kind.BOTH_ADDED : MergeConflict.Kind.CONTENT;
                    conflicts.add(new MergeConflict(path, how, Optional.empty()));
                }
            }
        }
        return conflicts;
    }

    @SafeVarargs
    private static Set<String> all(Map<String, Entry>... trees) {
        Set<String> paths = new TreeSet<>(InMemoryObjects.GIT_ORDER);
        for (Map<String, Entry> tree : trees) {
            paths.addAll(tree.keySet());
        }
        return paths;
    }

    private static void put(Map<String, Entry> merged, String path, @Nullable Entry entry) {
        if (entry != null) {
            merged.put(path, entry);
        }
    }

    private static boolean same(@Nullable Entry one, @Nullable Entry other) {
        return one == null ? other == null : one.equals(other);
    }

    private static List<String> lines(@Nullable Entry entry) {
        return entry == null ? List.of() : InMemoryLines.of(entry.content());
    }

    static List<FileDelta> deltas(Map<String, Entry> from, Map<String, Entry> to) {
        List<FileDelta> deltas = new ArrayList<>();
        List<String> gone = new ArrayList<>(from.keySet());
        gone.removeAll(to.keySet());
        for (String path : all(from, to)) {
            Entry before = from.get(path);
            Entry after = to.get(path);
            if (before != null && after != null && !before.equals(after)) {
                deltas.add(new FileDelta(FileDelta.Kind.CHANGED, path, Optional.empty()));
            } else if (before == null && after != null) {
                Optional<String> source = gone.stream()
                        .filter(each -> after.equals(from.get(each)))
                        .findFirst();
                source.ifPresent(gone::remove);
                deltas.add(new FileDelta(
                        source.isPresent() ? FileDelta.Kind.RENAMED : FileDelta.Kind.ADDED, path, source));
            }
        }
        gone.forEach(path -> deltas.add(new FileDelta(FileDelta.Kind.DELETED, path, Optional.empty())));
        return deltas;
    }

    static DiffText diff(Map<String, Entry> from, Map<String, Entry> to, int mostCharacters) {
        StringBuilder text = new StringBuilder();
        List<String> leftOut = new ArrayList<>();
        for (FileDelta delta : deltas(from, to)) {
            String one = diff(delta, lines(from.get(delta.from().orElse(delta.path()))), lines(to.get(delta.path())));
            if (text.length() + one.length() <= mostCharacters) {
                text.append(one);
            } else {
                leftOut.add(delta.path());
            }
        }
        return new DiffText(text.toString(), leftOut);
    }

    private static String diff(FileDelta delta, List<String> before, List<String> after) {
        String from = delta.from().orElse(delta.path());
        StringBuilder text = new StringBuilder("diff --git a/" + from + " b/" + delta.path() + "\n");
        delta.from()
                .ifPresent(old -> text.append("rename from ")
                        .append(old)
                        .append("\nrename to ")
                        .append(delta.path())
                        .append('\n'));
        text.append("--- ").append(delta.kind() == FileDelta.Kind.ADDED ? "/dev/null" : "a/" + from);
        text.append("\n+++ ").append(delta.kind() == FileDelta.Kind.DELETED ? "/dev/null" : "b/" + delta.path());
        text.append('\n');
        for (Hunk hunk : InMemoryLines.diff(before, after)) {
            text.append("@@ -" + (hunk.from() + 1) + "," + (hunk.to() - hunk.from()) + " +" + (hunk.otherFrom() + 1)
                    + "," + (hunk.otherTo() - hunk.otherFrom()) + " @@\n");
            before.subList(hunk.from(), hunk.to())
                    .forEach(line -> text.append('-').append(line));
            after.subList(hunk.otherFrom(), hunk.otherTo())
                    .forEach(line -> text.append('+').append(line));
        }
        return text.toString();
    }

    /** Which files that the work touched still hold it. */
    static List<FileSurvival> survivals(Map<String, Entry> base, Map<String, Entry> worked, Map<String, Entry> now) {
        List<FileSurvival> survivals = new ArrayList<>();
        for (String path : all(base, worked)) {
            if (same(base.get(path), worked.get(path))) {
                continue;
            }
            List<String> before = lines(base.get(path));
            List<String> after = lines(worked.get(path));
            List<String> present = lines(now.get(path));
            int added = 0;
            int kept = 0;
            List<UndoneHunk> undone = new ArrayList<>();
            for (Hunk hunk : InMemoryLines.diff(before, after)) {
                List<String> lines = after.subList(hunk.otherFrom(), hunk.otherTo());
                long here = lines.stream()
                        .filter(line -> Collections.frequency(present, line) > Collections.frequency(before, line))
                        .count();
                List<String> removed = before.subList(hunk.from(), hunk.to());
                if (here == 0 && Collections.indexOfSubList(present, removed) >= 0) {
                    undone.add(new UndoneHunk(hunk.otherFrom() + 1, lines.size(), removed.size()));
                }
                added += lines.size();
                kept += (int) here;
            }
            survivals.add(new FileSurvival(path, added, kept, same(base.get(path), now.get(path)), undone));
        }
        return survivals;
    }
}
