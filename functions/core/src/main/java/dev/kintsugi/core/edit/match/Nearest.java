package dev.kintsugi.core.edit.match;

import dev.kintsugi.core.edit.Candidate;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.Preview;
import dev.kintsugi.core.edit.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Tells why there is no place, and which places come nearest. */
final class Nearest {
    /** Below this likeness, in percent, a stretch is not worth naming. */
    static final int WORTH_NAMING = 30;

    /** From this likeness, in percent, a stretch has a similar structure. */
    static final int SIMILAR = 50;

    private static final int WHOLE = 100;

    private Nearest() {}

    static Attempt ambiguous(Lines file, List<Match> places) {
        return ambiguousLines(file, places.stream().map(Match::from).toList());
    }

    /** Several places, by their 0-based lines. */
    static Attempt ambiguousLines(Lines file, List<Integer> places) {
        List<Integer> lines =
                places.stream().map(line -> line + 1).distinct().sorted().toList();
        List<Candidate> candidates = lines.stream()
                .limit(Outcome.MAXIMUM_CANDIDATES)
                .map(line -> new Candidate(
                        line, WHOLE, "one of " + lines.size() + " equal places", Preview.of(file.get(line - 1))))
                .toList();
        List<Integer> named = lines.size() > 10 ? lines.subList(0, 10) : lines;
        return new Attempt.Refused(Reason.ambiguous(named), lines.get(0), candidates);
    }

    static Attempt outOfScope(Lines file, Match place) {
        int line = place.from() + 1;
        return new Attempt.Refused(
                Reason.of(
                        Reason.Kind.STALE,
                        "the text stands only at line " + line + ", outside the scope that the edit names"),
                line,
                List.of(new Candidate(line, WHOLE, "outside the named scope", Preview.of(file.get(place.from())))));
    }

    /** The text begins or ends in the middle of a word: the file has another word there than the coder saw. */
    static Attempt insideAWord(Lines file, int from, int last) {
        String problem = "the text stands only as part of a longer word, in «" + Preview.of(file.get(last)) + "»";
        return new Attempt.Refused(
                Reason.of(Reason.Kind.STALE, "line " + (last + 1) + ": " + problem),
                from + 1,
                List.of(new Candidate(from + 1, WHOLE - 1, problem, Preview.of(file.get(from)))));
    }

    /** One place says the same but for blanks, and another to the letter but for a line: either may be meant. */
    static Attempt inDoubt(Lines file, Match place, Match rival) {
        String loosely = "the same but for " + place.tier().label();
        String nearly = "the same to the letter but for a line or two";
        int line = place.from() + 1;
        int other = rival.from() + 1;
        return new Attempt.Refused(
                Reason.of(Reason.Kind.STALE, "line " + line + " is " + loosely + ", and line " + other + " " + nearly),
                line,
                List.of(
                        new Candidate(line, WHOLE - 1, loosely, Preview.of(file.get(place.from()))),
                        new Candidate(other, WHOLE - 1, nearly, Preview.of(file.get(rival.from())))));
    }

    /** The region was found, but the file holds something there that the coder did not see. */
    static Attempt changedSince(Lines file, Match place, Sought sought, Rewrite.Result.Conflict conflict) {
        int line = Math.min(conflict.line(), Math.max(0, file.size() - 1)) + 1;
        int equal = 0;
        for (int i = 0; i < sought.size(); i++) {
            int at = place.map()[i];
            equal += at != Match.NONE
                            && file.key(at) == LineKey.of(sought.lines().get(i))
                    ? 1
                    : 0;
        }
        Candidate candidate = new Candidate(
                place.from() + 1,
                equal * WHOLE / Math.max(1, sought.size()),
                conflict.problem(),
                Preview.of(file.get(place.from())));
        return new Attempt.Refused(
                Reason.of(Reason.Kind.STALE, "line " + line + ": " + conflict.problem()),
                place.from() + 1,
                List.of(candidate));
    }

    static Attempt unfound(Lines file, Sought sought) {
        return of(file, sought, Likely.of(file, sought));
    }

    /** Nothing is near enough; the likely stretches tell the reason. */
    static Attempt of(Lines file, Sought sought, List<Alignment> likely) {
        List<Candidate> candidates = new ArrayList<>();
        List<Alignment> ranked = likely.stream()
                .sorted(Comparator.comparingDouble(Alignment::likeness).reversed())
                .toList();
        for (Alignment stretch : ranked) {
            if (percent(stretch) >= WORTH_NAMING) {
                candidates.add(new Candidate(
                        stretch.first() + 1,
                        percent(stretch),
                        difference(file, sought, stretch),
                        Preview.of(file.get(stretch.first()))));
            }
        }
        if (candidates.isEmpty()) {
            return Attempt.Refused.plainly(Reason.of(Reason.Kind.NOT_FOUND));
        }
        Alignment best = ranked.get(0);
        return new Attempt.Refused(reason(file, sought, best), best.first() + 1, candidates);
    }

    /** At most 99: what is wholly alike would have been found. */
    private static int percent(Alignment stretch) {
        return Math.min(WHOLE - 1, (int) Math.round(stretch.likeness() * WHOLE));
    }

    private static Reason reason(Lines file, Sought sought, Alignment best) {
        String difference = difference(file, sought, best);
        if (difference.equals(Reason.Kind.CASE.label())) {
            return Reason.of(Reason.Kind.CASE);
        }
        if (difference.equals(Reason.Kind.WHITESPACE.label())) {
            return Reason.of(Reason.Kind.WHITESPACE);
        }
        int lines = sought.solid().length;
        if (best.telling() >= 1 && best.equal() * 2 >= lines && lines > 1) {
            return Reason.of(Reason.Kind.STALE, "around line " + (best.first() + 1) + ": " + difference);
        }
        return percent(best) >= SIMILAR
                ? Reason.of(Reason.Kind.SIMILAR, "line " + (best.first() + 1) + ", " + difference)
                : Reason.of(Reason.Kind.NOT_FOUND);
    }

    private static String difference(Lines file, Sought sought, Alignment stretch) {
        boolean onlyCase = stretch.missing() == 0 && stretch.extra() == 0;
        boolean onlyBlanks = onlyCase;
        int at = Match.NONE;
        for (int i = 0; i < stretch.places().length; i++) {
            int place = stretch.places()[i];
            if (place == Match.NONE || file.key(place) == sought.solidKey(i)) {
                continue;
            }
            String wanted = LineKey.normal(sought.solidLine(i));
            String found = LineKey.normal(file.get(place));
            onlyCase &= wanted.toLowerCase(Locale.ROOT).equals(found.toLowerCase(Locale.ROOT));
            onlyBlanks &= wanted.replace(" ", "").equals(found.replace(" ", ""));
            at = at == Match.NONE ? place : at;
        }
        if (at != Match.NONE && (onlyBlanks || onlyCase)) {
            return (onlyBlanks ? Reason.Kind.WHITESPACE : Reason.Kind.CASE).label();
        }
        if (at != Match.NONE) {
            return "line " + (at + 1) + " reads «" + Preview.of(file.get(at)) + "»";
        }
        if (stretch.missing() > 0) {
            return stretch.missing() == 1 ? "1 line is missing" : stretch.missing() + " lines are missing";
        }
        return switch (stretch.extra()) {
            case 0 -> "brackets are indented otherwise";
            case 1 -> "1 line more stands there";
            default -> stretch.extra() + " lines more stand there";
        };
    }
}
