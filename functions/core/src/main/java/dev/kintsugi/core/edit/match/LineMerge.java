package dev.kintsugi.core.edit.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries a change of one line over to a file's version of that line: what the edit changes is changed, what it
 * leaves keeps the file's spelling. Where both differ from the line sought, the edit wins over a slip of the pen, and
 * nothing wins over a real change: then there is no merge.
 */
final class LineMerge {
    private LineMerge() {}

    /**
     * Merges word by word.
     *
     * @param wanted the line as the edit sought it
     * @param found as it stands in the file
     * @param becomes as the edit wants it
     */
    static Optional<String> of(String wanted, String found, String becomes, Lines file) {
        List<String> base = words(wanted);
        List<String> ours = words(found);
        List<String> theirs = words(becomes);
        int[] inOurs = LineDiff.kept(base, ours);
        int[] inTheirs = LineDiff.kept(base, theirs);
        StringBuilder merged = new StringBuilder(becomes.length());
        int o = 0;
        int t = 0;
        int b = 0;
        while (true) {
            int stable = b;
            while (stable < base.size() && (inOurs[stable] < 0 || inTheirs[stable] < 0)) {
                stable++;
            }
            boolean end = stable == base.size();
            int oStop = end ? ours.size() : inOurs[stable];
            int tStop = end ? theirs.size() : inTheirs[stable];
            Optional<String> piece = merged(
                    String.join("", base.subList(b, stable)),
                    String.join("", ours.subList(o, oStop)),
                    String.join("", theirs.subList(t, tStop)),
                    file);
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            merged.append(piece.get());
            if (end) {
                return Optional.of(merged.toString());
            }
            merged.append(base.get(stable));
            b = stable + 1;
            o = oStop + 1;
            t = tStop + 1;
        }
    }

    private static Optional<String> merged(String base, String ours, String theirs, Lines file) {
        if (ours.equals(base) || ours.equals(theirs)) {
            return Optional.of(theirs);
        }
        if (!isPassedOver(base, ours, file)) {
            return Optional.empty();
        }
        return Optional.of(theirs.equals(base) ? ours : theirs);
    }

    /** Whether the difference between the line sought and the file's line is nothing but slips. */
    static boolean isPassedOver(String wanted, String found, Lines file) {
        if (Slip.is(wanted, found, file)) {
            return true;
        }
        List<String> base = words(wanted);
        List<String> ours = words(found);
        int[] kept = LineDiff.kept(base, ours);
        int slips = 0;
        int o = 0;
        int from = 0;
        for (int i = 0; i <= base.size(); i++) {
            if (i < base.size() && kept[i] < 0) {
                continue;
            }
            int stop = i == base.size() ? ours.size() : kept[i];
            String one = String.join("", base.subList(from, i));
            String other = String.join("", ours.subList(o, stop));
            if (!one.equals(other)) {
                slips += LineKey.normal(one).equals(LineKey.normal(other)) ? 0 : 1;
                if (slips > MAXIMUM_SLIPS || !Slip.is(one, other, file)) {
                    return false;
                }
            }
            from = i + 1;
            o = stop + 1;
        }
        return true;
    }

    /** Most slips in one line; with more it is another line. */
    static final int MAXIMUM_SLIPS = 3;

    /** Words, runs of blanks, and every other character by itself. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int from = 0;
        while (from < line.length()) {
            int kind = kind(line.charAt(from));
            int to = from + 1;
            while (kind != OTHER && to < line.length() && kind(line.charAt(to)) == kind) {
                to++;
            }
            words.add(line.substring(from, to));
            from = to;
        }
        return words;
    }

    private static final int OTHER = 0;
    private static final int WORD = 1;
    private static final int BLANK = 2;

    private static int kind(char c) {
        if (LineKey.isWord(c)) {
            return WORD;
        }
        return c == ' ' || c == '\t' ? BLANK : OTHER;
    }
}
