package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.kintsugi.core.workspace.Survival.FileSurvival;
import dev.kintsugi.core.workspace.Survival.UndoneHunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the work between two trees is still there in a third. A line counts as kept wherever it stands now:
 * moving code is no revert. A change counts as undone when its added lines are gone <em>and</em> what was there before
 * stands in its place again; rewriting an added line, or deleting the whole passage, is going on with the work.
 */
final class SurvivalCheck {
    private final ObjectReader reader;

    SurvivalCheck(ObjectReader reader) {
        this.reader = reader;
    }

    List<FileSurvival> files(ObjectId base, ObjectId worked, ObjectId now) throws IOException {
        TreeReading reading = new TreeReading(reader);
        Map<String, String> movedTo = renames(worked, now);
        List<FileSurvival> files = new ArrayList<>();
        TreeDifference work = TreeDifference.between(reader, base, worked);
        for (DiffEntry entry : work.entries()) {
            String path = work.name(entry);
            TreeEntry before =
                    entry.getChangeType() == DiffEntry.ChangeType.ADD ? null : reading.find(base, work.before(entry));
            TreeEntry done = entry.getChangeType() == DiffEntry.ChangeType.DELETE ? null : reading.find(worked, path);
            TreeEntry present = reading.find(now, movedTo.getOrDefault(path, path));
            files.add(file(PathText.of(path), before, done, present));
        }
        return files;
    }

    private Map<String, String> renames(ObjectId worked, ObjectId now) throws IOException {
        Map<String, String> movedTo = new HashMap<>();
        TreeDifference since = TreeDifference.between(reader, worked, now);
        for (DiffEntry entry : since.entries()) {
            if (entry.getChangeType() == DiffEntry.ChangeType.RENAME) {
                movedTo.put(since.before(entry), since.name(entry));
            }
        }
        return movedTo;
    }

    private FileSurvival file(
            String path, @Nullable TreeEntry before, @Nullable TreeEntry done, @Nullable TreeEntry present)
            throws IOException {
        boolean back = isBack(before, done, present);
        Optional<RawText> base = lines(before);
        Optional<RawText> worked = lines(done);
        Optional<RawText> now = lines(present);
        if (base.isEmpty() || worked.isEmpty() || now.isEmpty()) {
            return new FileSurvival(path, 0, 0, back, List.of());
        }
        return new Passages(base.get(), worked.get(), now.get()).survival(path, back);
    }

    /** Whether what the work changed (content, mode, existence) is as it was before. */
    private static boolean isBack(@Nullable TreeEntry before, @Nullable TreeEntry done, @Nullable TreeEntry present) {
        if (before == null || present == null) {
            return before == null && present == null;
        }
        boolean contentChanged = done == null || !done.id().equals(before.id());
        return contentChanged ? present.id().equals(before.id()) : present.mode() == before.mode();
    }

    /** A file's lines; an absent file has none, a binary or very large one cannot be compared by them. */
    private Optional<RawText> lines(@Nullable TreeEntry entry) throws IOException {
        if (entry == null) {
            return Optional.of(new RawText(new byte[0]));
        }
        if (!entry.isFile()) {
            return Optional.empty();
        }
        ObjectId id = entry.id();
        return ObjectStore.blob(reader, id, FileMerger.MAXIMUM_BYTES)
                .filter(content -> !Content.isBinary(content))
                .map(RawText::new);
    }

    /** One file's lines before the work, after it and now. */
    private static final class Passages {
        private final RawText base;
        private final RawText worked;
        private final Map<String, Integer> before;
        private final Map<String, Integer> present;
        private final EditList sinceBase;

        Passages(RawText base, RawText worked, RawText now) {
            this.base = base;
            this.worked = worked;
            this.before = count(base);
            this.present = count(now);
            this.sinceBase = diff(base, now);
        }

        FileSurvival survival(String path, boolean back) {
            int added = 0;
            int kept = 0;
            Map<String, Integer> left = new HashMap<>();
            List<UndoneHunk> undone = new ArrayList<>();
            for (Edit hunk : diff(base, worked)) {
                int keptHere = 0;
                for (int line = hunk.getBeginB(); line < hunk.getEndB(); line++) {
                    String text = line(worked, line);
                    int more = left.computeIfAbsent(text, this::moreThanBefore);
                    if (more > 0) {
                        left.put(text, more - 1);
                        keptHere++;
                    }
                }
                added += hunk.getLengthB();
                kept += keptHere;
                if (!anyKept(hunk) && isBackInPlace(hunk)) {
                    undone.add(new UndoneHunk(hunk.getBeginB() + 1, hunk.getLengthB(), hunk.getLengthA()));
                }
            }
            return new FileSurvival(path, added, kept, back, undone);
        }

        private int moreThanBefore(String line) {
            return present.getOrDefault(line, 0) - before.getOrDefault(line, 0);
        }

        /** Whether a line with something on it, of those that were added, is there more often than before the work. */
        private boolean anyKept(Edit hunk) {
            boolean anyText = false;
            for (int line = hunk.getBeginB(); line < hunk.getEndB(); line++) {
                String text = line(worked, line);
                anyText |= !text.isBlank();
                if (!text.isBlank() && moreThanBefore(text) > 0) {
                    return true;
                }
            }
            // Blank lines alone are no work that could be lost, unless the hunk removed something.
            return !anyText && hunk.getLengthA() == 0;
        }

        /** Whether the lines of before stand unchanged where the change was made, with nothing put in between. */
        private boolean isBackInPlace(Edit hunk) {
            for (Edit edit : sinceBase) {
                boolean touches = hunk.getLengthA() == 0
                        ? edit.getBeginA() <= hunk.getBeginA() && hunk.getBeginA() <= edit.getEndA()
                        : edit.getBeginA() < hunk.getEndA() && hunk.getBeginA() < edit.getEndA();
                boolean putsBetween = edit.getLengthA() == 0
                        && hunk.getBeginA() < edit.getBeginA()
                        && edit.getBeginA() < hunk.getEndA();
                if (touches || putsBetween) {
                    return false;
                }
            }
            return true;
        }

        private static EditList diff(RawText one, RawText other) {
            return new HistogramDiff().diff(RawTextComparator.DEFAULT, one, other);
        }

        private static Map<String, Integer> count(RawText text) {
            Map<String, Integer> lines = new HashMap<>();
            for (int line = 0; line < text.size(); line++) {
                lines.merge(line(text, line), 1, Integer::sum);
            }
            return lines;
        }

        private static String line(RawText text, int line) {
            ByteBuffer bytes = text.getRawString(line);
            return new String(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), ISO_8859_1);
        }
    }
}
