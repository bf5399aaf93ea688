package dev.kintsugi.core.edit.match;

import dev.kintsugi.core.edit.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out an edit at the place found. Not the region is replaced but the difference between FIND and REPLACE is
 * applied to it: lines that the edit keeps stay the file's, byte for byte, and lines that the file has between them
 * stay too. Where a line that the edit takes away is not the line that the coder saw, there is a {@link Conflict}.
 */
final class Rewrite {
    /** A line found exactly needs this many letters and digits to be doubled only by mistake. */
    static final int TELLING_CHARACTERS = 8;

    private final Lines file;
    private final Match match;
    private final List<String> wanted;
    private final List<String> becomes;
    private final int[] kept;
    private final Indentation indentation;
    private final boolean plainType;
    private final Region region;
    private int cursor;

    /** What a rewrite comes to. */
    sealed interface Result {
        /**
         * The whole new text.
         *
         * @param added by how many lines it is longer
         */
        record Done(String text, int added) implements Result {}

        /** The file holds something at a line that the edit would destroy or could not place. */
        record Conflict(int line, String problem) implements Result {}
    }

    private static final class Conflict extends Exception {
        private static final long serialVersionUID = 1;
        private final int line;

        Conflict(int line, String problem) {
            super(problem, null, false, false);
            this.line = line;
        }
    }

    private Rewrite(Lines file, Match match, List<String> wanted, List<String> becomes) {
        this.file = file;
        this.match = match;
        this.wanted = wanted;
        this.becomes = becomes;
        this.kept = LineDiff.kept(wanted, becomes);
        this.region = new Region(file, match.from(), match.to());
        this.cursor = match.from();
        List<String> edits = new ArrayList<>();
        List<String> finds = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (match.map()[i] != Match.NONE && !wanted.get(i).isBlank() && !file.isBlank(match.map()[i])) {
                edits.add(wanted.get(i));
                finds.add(file.get(match.map()[i]));
            }
        }
        List<String> all = new ArrayList<>(wanted);
        all.addAll(becomes);
        this.indentation = Indentation.learnt(file, edits, finds, all);
        this.plainType = match.tier().compareTo(Tier.TYPOGRAPHY) >= 0 && isTypesetByTheCoder(edits, finds);
    }

    /** The file with the edit in it. */
    static Result of(Lines file, Match match, List<String> wanted, List<String> becomes) {
        try {
            Rewrite rewrite = new Rewrite(file, match, wanted, becomes);
            rewrite.walk();
            return new Result.Done(rewrite.region.text(), rewrite.region.added());
        } catch (Conflict conflict) {
            return new Result.Conflict(conflict.line, String.valueOf(conflict.getMessage()));
        }
    }

    private static boolean isTypesetByTheCoder(List<String> edits, List<String> finds) {
        return edits.stream().anyMatch(Rewrite::isTypeset) && finds.stream().noneMatch(Rewrite::isTypeset);
    }

    private static boolean isTypeset(String line) {
        return line.chars().anyMatch(c -> LineKey.isTypographic((char) c));
    }

    private void walk() throws Conflict {
        int i = 0;
        int j = 0;
        while (i < wanted.size() || j < becomes.size()) {
            if (i < wanted.size() && kept[i] == j) {
                keep(i);
                i++;
                j++;
                continue;
            }
            int from = i;
            while (i < wanted.size() && kept[i] == LineDiff.GONE) {
                i++;
            }
            int stop = i < wanted.size() ? kept[i] : becomes.size();
            change(from, i, j, stop);
            j = stop;
        }
        region.keep(cursor, match.to());
    }

    private void keep(int line) throws Conflict {
        int place = match.map()[line];
        if (Elision.isMark(wanted.get(line))) {
            place = match.placeAtOrAfter(line + 1) - 1;
        }
        if (place == Match.NONE && !wanted.get(line).isBlank() && isBesideAChange(line)) {
            throw new Conflict(
                    cursor, "the file has no line «" + wanted.get(line).strip() + "»");
        }
        if (place != Match.NONE && place >= cursor) {
            region.keep(cursor, place + 1);
            cursor = place + 1;
        }
    }

    private boolean isBesideAChange(int line) {
        int before = line == 0 ? -1 : kept[line - 1];
        int after = line + 1 < kept.length ? kept[line + 1] : becomes.size();
        return before != kept[line] - 1 || after != kept[line] + 1;
    }

    /** Takes away the lines sought of one range and puts those of the replacement in their place. */
    private void change(int from, int to, int first, int stop) throws Conflict {
        List<Integer> gone = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (Elision.isMark(wanted.get(i))) {
                throw new Conflict(cursor, "the edit takes away text that it does not show");
            }
            if (match.map()[i] != Match.NONE) {
                gone.add(i);
            } else if (!wanted.get(i).isBlank()) {
                throw new Conflict(
                        cursor, "the file has no line «" + wanted.get(i).strip() + "» to take away");
            }
        }
        List<String> put = becomes.subList(first, stop);
        if (put.stream().anyMatch(Elision::isMark)) {
            throw new Conflict(cursor, "the replacement leaves out text that FIND does not show");
        }
        boolean beforeElision = to < wanted.size() && Elision.isMark(wanted.get(to));
        refuseDoubled(from, to, put);
        int next = beforeElision ? cursor : match.placeAtOrAfter(to);
        int begin = gone.isEmpty() ? cursor : match.map()[gone.get(0)];
        refuseUnseen(begin, gone, next, put);
        region.keep(cursor, begin);
        putLines(gone, put);
        if (!gone.isEmpty()) {
            cursor = match.map()[gone.get(gone.size() - 1)] + 1;
        }
    }

    /**
     * A replacement that begins or ends with the very line that stands outside of the region was copied with more
     * context than its FIND: carried out, it would double that line.
     */
    private void refuseDoubled(int from, int to, List<String> put) throws Conflict {
        if (put.isEmpty()) {
            return;
        }
        if (from == 0 && match.from() > 0 && isDoubled(put.get(0), match.from() - 1)) {
            throw new Conflict(match.from() - 1, "REPLACE begins with a line that stands there already");
        }
        boolean last = to == wanted.size() && match.to() < file.size();
        if (last && isDoubled(put.get(put.size() - 1), match.to())) {
            throw new Conflict(match.to(), "REPLACE ends with a line that stands there already");
        }
    }

    private boolean isDoubled(String line, int outside) {
        boolean telling = match.tier() == Tier.FUZZY
                || line.chars().filter(Character::isLetterOrDigit).count() >= TELLING_CHARACTERS;
        return telling && !file.isBlank(outside) && LineKey.of(line) == file.key(outside);
    }

    /** Lines of the file that the edit does not know of may stand beside a change only if its place stays plain. */
    private void refuseUnseen(int begin, List<Integer> gone, int next, List<String> put) throws Conflict {
        boolean plain = gone.size() == put.size() && !gone.isEmpty();
        int end = gone.isEmpty() ? begin : match.map()[gone.get(gone.size() - 1)] + 1;
        for (int line = cursor; line < next; line++) {
            boolean beside = line < begin || line >= end;
            if (file.isBlank(line) || isAmong(line, gone) || (beside && plain && !resembles(line, put))) {
                continue;
            }
            throw new Conflict(
                    line, "FIND does not have the line «" + file.get(line).strip() + "»");
        }
    }

    private boolean isAmong(int line, List<Integer> gone) {
        return gone.stream().anyMatch(i -> match.map()[i] == line);
    }

    private boolean resembles(int line, List<String> put) {
        return put.stream().anyMatch(text -> Similarity.of(text, file.get(line)) >= Similarity.FLOOR);
    }

    private void putLines(List<Integer> gone, List<String> put) throws Conflict {
        // Where the file says what was sought, there is nothing to merge.
        int[] partner = match.tier().compareTo(Tier.BLANKS) < 0
                ? Pairing.none(gone.size())
                : Pairing.of(gone.stream().map(wanted::get).toList(), put);
        for (int i = 0; i < gone.size(); i++) {
            if (partner[i] == LineDiff.GONE) {
                refuseChanged(gone.get(i));
            }
        }
        int taken = 0;
        int passed = gone.isEmpty() ? cursor : match.map()[gone.get(0)];
        for (int j = 0; j < put.size(); j++) {
            int with = LineDiff.GONE;
            for (int i = 0; i < gone.size(); i++) {
                with = partner[i] == j ? i : with;
            }
            String line = put.get(j);
            if (with == LineDiff.GONE) {
                region.put(laid(line), taken < gone.size() ? match.map()[gone.get(taken)] : cursor - 1);
                continue;
            }
            taken = with + 1;
            int place = match.map()[gone.get(with)];
            keepBlanks(passed, place, gone);
            passed = place;
            region.put(merged(wanted.get(gone.get(with)), place, line), place);
        }
    }

    /** Blank lines that FIND does not have between two lines that are both replaced stay between their successors. */
    private void keepBlanks(int from, int to, List<Integer> gone) {
        for (int line = from; line < to; line++) {
            if (file.isBlank(line) && !isAmong(line, gone)) {
                region.keep(line, line + 1);
            }
        }
    }

    private void refuseChanged(int line) throws Conflict {
        int place = match.map()[line];
        if (!LineMerge.isPassedOver(wanted.get(line).strip(), file.get(place).strip(), file)) {
            throw changed(place);
        }
    }

    private Conflict changed(int place) {
        return new Conflict(place, "the line now reads «" + file.get(place).strip() + "»");
    }

    /** A line that takes another's place: its words merged, its indentation that of the line it replaces. */
    private String merged(String from, int place, String line) throws Conflict {
        String found = file.get(place);
        if (line.isBlank()) {
            refuseIfChanged(from, place);
            return line;
        }
        String indent = Indentation.of(line).equals(Indentation.of(from))
                ? Indentation.of(found)
                : indentation.translated(Indentation.of(line));
        if (from.strip().equals(found.strip())) {
            return indent + body(typed(line));
        }
        Optional<String> merged = LineMerge.of(from.strip(), found.strip(), body(typed(line)), file);
        return indent + merged.orElseThrow(() -> changed(place));
    }

    private void refuseIfChanged(String from, int place) throws Conflict {
        if (!LineMerge.isPassedOver(from.strip(), file.get(place).strip(), file)) {
            throw changed(place);
        }
    }

    private static String body(String line) {
        return line.substring(Indentation.of(line).length());
    }

    private String laid(String line) {
        return line.isBlank() ? line : indentation.translated(Indentation.of(line)) + body(typed(line));
    }

    /** A coder who typeset the lines sought typeset the others too; the file's plain characters are put back. */
    private String typed(String line) {
        if (!plainType) {
            return line;
        }
        StringBuilder plain = new StringBuilder(line.length());
        line.chars().mapToObj(c -> (char) c).forEach(c -> {
            char keyed = LineKey.plain(c);
            if (c == '\u2026') {
                plain.append("...");
            } else if (keyed != 0) {
                plain.append(keyed);
            }
        });
        return plain.toString();
    }
}
