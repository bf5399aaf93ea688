package dev.kintsugi.core.edit.match;

import dev.kintsugi.core.edit.Hint;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges places by what a reply says about them. A tie is broken only when exactly one place fits what is said; a
 * place that contradicts a scope which the file has is not the place.
 */
final class Scope {
    /** A hinted line decides only when the nearest place is at most this many lines off. */
    static final int NEAR_LINES = 25;

    /** A hunk's number is either nearly right or made up. */
    static final int NEAR_LINES_OF_A_HUNK = 3;

    /** And when every other place is at least this many times as far. */
    static final int TIMES_AS_FAR = 3;

    private static final int LINES_THAT_SPEAK_FOR_THEMSELVES = 3;

    private final Lines file;
    private final Hint hint;
    private final int after;
    private final int drift;

    /**
     * @param after for ordered edits, the line before which the place cannot be
     * @param drift by how much lines have moved since the reply was written
     */
    Scope(Lines file, Hint hint, int after, int drift) {
        this.file = file;
        this.hint = hint;
        this.after = after;
        this.drift = drift;
    }

    /** The places left when everything said is taken into account: one when it decides. */
    List<Match> decided(List<Match> places) {
        if (places.size() < 2) {
            return places;
        }
        List<Match> left = inScope(places);
        if (left.size() > 1 && hint.atEnd()) {
            List<Match> atEnd = left.stream().filter(this::isAtEnd).toList();
            left = atEnd.isEmpty() ? left : atEnd;
        }
        if (left.size() > 1 && hint.nearLine() > 0) {
            left = nearest(left);
        }
        if (left.size() > 1 && hint.ordered() && after > 0) {
            List<Match> later =
                    left.stream().filter(place -> place.from() >= after).toList();
            left = later.isEmpty() ? left : later;
        }
        return left;
    }

    private boolean isAtEnd(Match place) {
        for (int line = place.to(); line < file.size(); line++) {
            if (!file.isBlank(line)) {
                return false;
            }
        }
        return true;
    }

    private List<Match> nearest(List<Match> places) {
        int wanted = hint.nearLine() - 1 + drift;
        Match nearest = places.get(0);
        for (Match place : places) {
            nearest = distance(place, wanted) < distance(nearest, wanted) ? place : nearest;
        }
        int least = distance(nearest, wanted);
        for (Match place : places) {
            if (place.from() != nearest.from() && distance(place, wanted) < Math.max(1, least * TIMES_AS_FAR)) {
                return places;
            }
        }
        return least <= (hint.ordered() ? NEAR_LINES_OF_A_HUNK : NEAR_LINES) ? List.of(nearest) : places;
    }

    private static int distance(Match place, int line) {
        return line >= place.from() && line < place.to() ? 0 : Math.abs(place.from() - line);
    }

    private List<Match> inScope(List<Match> places) {
        if (hint.scope().isEmpty()) {
            return places;
        }
        List<Match> inside = places.stream()
                .filter(place -> contains(place, hint.scope().size() - 1, place.from()))
                .toList();
        if (inside.size() < 2) {
            return inside.isEmpty() ? places : inside;
        }
        List<Integer> heads = placesOf(hint.scope().get(hint.scope().size() - 1));
        // Below a line that opens nothing the first place is meant; within a block any could be.
        boolean flat = heads.size() == 1 && !opensABlock(heads.get(0));
        return flat && hint.binding() ? List.of(inside.get(0)) : inside;
    }

    /** Whether the only place found lies outside the scope that the reply gave for it. */
    boolean contradicts(Match place, Sought sought) {
        if (!hint.binding() || hint.scope().isEmpty()) {
            return false;
        }
        String head = hint.scope().get(hint.scope().size() - 1);
        List<Integer> heads = placesOf(head);
        if (heads.isEmpty() || contains(place, hint.scope().size() - 1, place.from())) {
            return false;
        }
        boolean below = heads.stream().anyMatch(line -> line < place.to());
        return !below || sought.solid().length < LINES_THAT_SPEAK_FOR_THEMSELVES;
    }

    /** Whether a scope line stands above the place, the place in its block, and the outer scopes around it. */
    private boolean contains(Match place, int level, int line) {
        for (int head : placesOf(hint.scope().get(level))) {
            boolean within = head >= place.from() && head < place.to();
            if ((within || (head < line && reaches(head, line))) && (level == 0 || contains(place, level - 1, head))) {
                return true;
            }
        }
        return false;
    }

    private List<Integer> placesOf(String head) {
        long key = LineKey.of(head);
        List<Integer> places = new ArrayList<>();
        for (int line = 0; line < file.size() && places.size() < Places.MAXIMUM; line++) {
            if (file.key(line) == key) {
                places.add(line);
            }
        }
        return places;
    }

    private boolean opensABlock(int head) {
        int next = head + 1;
        while (next < file.size() && file.isBlank(next)) {
            next++;
        }
        return next < file.size()
                && (width(next) > width(head) || file.get(next).strip().startsWith("{"));
    }

    /** Whether the block that a line opens goes on until another line; a line that opens none reaches everywhere. */
    private boolean reaches(int head, int line) {
        return !opensABlock(head) || isWithin(file, head, line);
    }

    /** Whether no line between begins as far out as the first, but for what only continues its head. */
    private static boolean isWithin(Lines file, int head, int line) {
        int width = Indentation.of(file.get(head)).length();
        for (int between = head + 1; between < line; between++) {
            if (!file.isBlank(between) && Indentation.of(file.get(between)).length() <= width) {
                String text = file.get(between).strip();
                if (!text.startsWith("{") && !text.startsWith(")")) {
                    return false;
                }
            }
        }
        return true;
    }

    private int width(int line) {
        return Indentation.of(file.get(line)).length();
    }
}
