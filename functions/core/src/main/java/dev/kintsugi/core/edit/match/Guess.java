package dev.kintsugi.core.edit.match;

import dev.kintsugi.core.edit.Tier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last tier: FIND is nowhere, but a stretch of the file resembles it. It is taken only when lines that say the
 * same anchor it, what differs is little, and no other stretch is nearly as good; and even then only the difference
 * between FIND and REPLACE is applied, never over a line that changed in earnest.
 */
final class Guess {
    /** By how much the second best must be worse: about one line that differs in earnest. */
    static final double CLEARLY = 0.7;

    /** One line in so many may be a comment told in other words. */
    static final int LINES_PER_DOUBT = 6;

    private static final int FAR_TOO_MANY = 1_000;
    private static final List<String> COMMENTS = List.of("//", "#", "*", "/*", "--", "<!--", ";", "%", "\"\"\"");

    /** How many lines must be the only ones of their kind in the file when another is in doubt. */
    static final int LINES_FOUND_NOWHERE_ELSE = 2;

    /** One line in so many may be missing in FIND. */
    static final int LINES_PER_EXTRA = 3;

    private static final double ALONE_LIKENESS = 0.85;

    private final Lines file;
    private final Sought sought;
    private final List<String> replace;
    private final Scope scope;

    Guess(Lines file, Sought sought, List<String> replace, Scope scope) {
        this.file = file;
        this.sought = sought;
        this.replace = replace;
        this.scope = scope;
    }

    Attempt attempt() {
        List<Alignment> likely = Likely.of(file, sought);
        Optional<Match> standing = Standing.alone(file, sought, replace);
        List<Alignment> good = likely.stream().filter(this::isGood).toList();
        if (standing.isPresent() && good.stream().noneMatch(other -> isElsewhere(other, standing.get(), likely))) {
            return new Attempt.Standing(standing.get().from());
        }
        if (good.isEmpty()) {
            return Nearest.of(file, sought, likely);
        }
        Alignment best = good.get(0);
        List<Match> rivals = likely.stream()
                .filter(other -> !other.overlaps(best) && other.amiss() - best.amiss() < CLEARLY)
                .map(this::match)
                .toList();
        Match place = match(best);
        if (!rivals.isEmpty()) {
            List<Match> all = new ArrayList<>(List.of(place));
            all.addAll(rivals);
            List<Match> left = scope.decided(all);
            if (left.size() != 1 || left.get(0).from() != place.from()) {
                return Nearest.ambiguous(file, all);
            }
        }
        if (scope.contradicts(place, sought)) {
            return Nearest.outOfScope(file, place);
        }
        return carriedOut(place);
    }

    /** Whether a stretch that does not hold the standing replacement is clearly nearer than the one that does. */
    private static boolean isElsewhere(Alignment other, Match standing, List<Alignment> likely) {
        if (standing.overlaps(other.first(), other.last() + 1)) {
            return false;
        }
        return likely.stream()
                .filter(there -> standing.overlaps(there.first(), there.last() + 1))
                .allMatch(there -> other.amiss() + CLEARLY <= there.amiss());
    }

    private boolean isGood(Alignment alignment) {
        int lines = sought.solid().length;
        if (lines == 1) {
            return alignment.slips() == 1 && alignment.likeness() >= ALONE_LIKENESS;
        }
        int doubts = doubts(alignment);
        return alignment.telling() >= 1
                && alignment.equal() * 2 >= lines
                && doubts <= Math.max(1, lines / LINES_PER_DOUBT)
                && (doubts == 0 || isUnmistakable(alignment))
                && alignment.extra() <= Math.max(1, lines / LINES_PER_EXTRA)
                && areGapsAnchored(alignment);
    }

    /**
     * How many lines differ in earnest, when all of them may: a comment may be told in other words, and a line that
     * REPLACE has as the file has it was only miscopied into FIND. Anything else is a change, or another place.
     */
    private int doubts(Alignment alignment) {
        int doubts = 0;
        for (int i = 0; i < alignment.places().length; i++) {
            int place = alignment.places()[i];
            String wanted = sought.solidLine(i).strip();
            if (place == Match.NONE) {
                doubts += isComment(wanted) ? 1 : FAR_TOO_MANY;
                continue;
            }
            String found = file.get(place).strip();
            boolean equal = sought.solidKey(i) == file.key(place) || LineMerge.isPassedOver(wanted, found, file);
            if (!equal && !isKnown(place)) {
                doubts += isComment(wanted) && isComment(found) ? 1 : FAR_TOO_MANY;
            }
        }
        return doubts;
    }

    private static boolean isComment(String line) {
        return COMMENTS.stream().anyMatch(line::startsWith);
    }

    private boolean isKnown(int place) {
        long key = file.key(place);
        return replace.stream().anyMatch(line -> LineKey.of(line) == key)
                && sought.lines().stream().noneMatch(line -> LineKey.of(line) == key);
    }

    /** With a line in doubt, enough of the others must be found nowhere else: copies differ in just such a line. */
    private boolean isUnmistakable(Alignment alignment) {
        Map<Long, Integer> times = new HashMap<>();
        for (long key : file.keys()) {
            times.merge(key, 1, Integer::sum);
        }
        int alone = 0;
        for (int i = 0; i < alignment.places().length; i++) {
            boolean telling = Alignment.isTelling(sought.solidLine(i));
            alone += telling && times.getOrDefault(sought.solidKey(i), 0) == 1 ? 1 : 0;
        }
        return alone >= LINES_FOUND_NOWHERE_ELSE;
    }

    /** A line that FIND misses is believed only between lines that are there. */
    private boolean areGapsAnchored(Alignment alignment) {
        int[] places = alignment.places();
        for (int i = 1; i < places.length; i++) {
            if (places[i] == Match.NONE || places[i - 1] == Match.NONE || isNext(places[i - 1], places[i])) {
                continue;
            }
            if (sought.solidKey(i) != file.key(places[i]) && sought.solidKey(i - 1) != file.key(places[i - 1])) {
                return false;
            }
        }
        return places[0] != Match.NONE && places[places.length - 1] != Match.NONE;
    }

    private boolean isNext(int line, int next) {
        for (int between = line + 1; between < next; between++) {
            if (!file.isBlank(between)) {
                return false;
            }
        }
        return true;
    }

    private Match match(Alignment alignment) {
        int[] map = Places.mapped(file, sought, alignment.places());
        int from = alignment.first();
        int to = alignment.last() + 1;
        for (int place : map) {
            if (place != Match.NONE) {
                from = Math.min(from, place);
                to = Math.max(to, place + 1);
            }
        }
        return new Match(map, from, to, Tier.FUZZY);
    }

    /**
     * What FIND lacks or mistypes but REPLACE has as the file has it is a slip in FIND alone: FIND is put right
     * first, so that those lines count as kept.
     */
    private Attempt carriedOut(Match place) {
        Repaired repaired = Repaired.of(file, sought, place, replace);
        return Mender.carriedOut(file, repaired.place(), repaired.sought(), replace);
    }
}
