package dev.kintsugi.core.edit.match;

import dev.kintsugi.core.edit.Tier;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Recognises an edit that has been made before: its replacement stands in the file. */
final class Standing {
    /** A replacement needs this many letters and digits to be recognised by itself. */
    static final int TELLING_CHARACTERS = 6;

    private Standing() {}

    /**
     * Whether every place found lies within the replacement standing in the file, so that FIND is only found because
     * the replacement repeats it: the 0-based line where it stands.
     */
    static Optional<Integer> coveringAll(Lines file, List<Match> places, Sought sought, List<String> replace) {
        Sought put = Sought.of(replace);
        if (put.isBlank()) {
            return Optional.empty();
        }
        boolean verbatim = places.get(0).tier() == Tier.EXACT;
        if (verbatim && !repeats(replace, sought.lines())) {
            return Optional.empty();
        }
        // An edit of nothing but blanks stands only where the blanks are as it wants them.
        Tier loosest = Arrays.equals(put.keys(), sought.keys()) ? Tier.TRAILING_BLANKS : Tier.INDENTATION;
        List<Match> standing = at(file, put, loosest);
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        for (Match place : places) {
            if (standing.stream().noneMatch(there -> covers(there, place))) {
                return Optional.empty();
            }
        }
        return Optional.of(standing.get(0).from());
    }

    private static boolean covers(Match standing, Match place) {
        return standing.from() <= place.from() && place.to() <= standing.to();
    }

    /** Whether one list of lines has the other within it. */
    private static boolean repeats(List<String> lines, List<String> part) {
        return Collections.indexOfSubList(lines, part) >= 0;
    }

    /** The one place where a replacement stands that says enough to be recognised, when FIND is nowhere. */
    static Optional<Match> alone(Lines file, Sought sought, List<String> replace) {
        Sought put = Sought.of(replace);
        if (put.isBlank() || letters(replace) < TELLING_CHARACTERS || replace.equals(sought.lines())) {
            return Optional.empty();
        }
        if (!isAlike(sought.lines(), replace)) {
            return Optional.empty();
        }
        List<Match> standing = at(file, put, Tier.INDENTATION);
        return standing.size() == 1 ? Optional.of(standing.get(0)) : Optional.empty();
    }

    private static List<Match> at(Lines file, Sought put, Tier loosest) {
        return Places.of(file, put).stream()
                .filter(place -> place.tier().compareTo(loosest) <= 0)
                .toList();
    }

    /** Whether a replacement shares lines with what it replaces, or is a version of it: else it stands by chance. */
    private static boolean isAlike(List<String> find, List<String> replace) {
        int[] kept = LineDiff.kept(find, replace);
        long shared = 0;
        for (int i = 0; i < kept.length; i++) {
            shared += kept[i] >= 0 && !find.get(i).isBlank() ? 1 : 0;
        }
        return shared >= 2
                || find.stream()
                        .anyMatch(line -> !line.isBlank()
                                && replace.stream().anyMatch(put -> Similarity.of(line, put) >= Similarity.FLOOR));
    }

    private static long letters(List<String> lines) {
        return lines.stream()
                .flatMapToInt(String::chars)
                .filter(Character::isLetterOrDigit)
                .count();
    }
}
