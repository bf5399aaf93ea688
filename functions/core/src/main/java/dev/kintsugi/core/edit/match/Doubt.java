package dev.kintsugi.core.edit.match;

import java.util.Optional;

/**
 * Whether the one place that says the same only loosely is the one meant. When another stretch has what is sought to
 * the letter but for a line or two, that may be the place, changed since, and the loose one only its copy.
 */
final class Doubt {
    /** Fewer solid lines than these say too little to doubt by. */
    static final int FEWEST_LINES = 3;

    /** From so many solid lines on two may differ, below it one. */
    static final int LINES_FOR_TWO_CHANGES = 6;

    private Doubt() {}

    /** The stretch that may be meant as well. */
    static Optional<Match> rival(Lines file, Sought sought, Match place) {
        int lines = sought.solid().length;
        if (lines < FEWEST_LINES) {
            return Optional.empty();
        }
        int changes = lines < LINES_FOR_TWO_CHANGES ? 1 : 2;
        int literal = 0;
        for (int line : sought.solid()) {
            literal += isLiteral(file, sought.lines().get(line), place.map()[line]) ? 1 : 0;
        }
        for (Alignment other : Likely.of(file, sought)) {
            boolean whole = other.missing() == 0 && other.extra() == 0 && other.telling() > 0;
            int same = 0;
            for (int i = 0; whole && i < lines; i++) {
                same += isLiteral(file, sought.solidLine(i), other.places()[i]) ? 1 : 0;
            }
            if (whole
                    && same > literal
                    && same >= lines - changes
                    && !place.overlaps(other.first(), other.last() + 1)) {
                return Optional.of(new Match(
                        Places.mapped(file, sought, other.places()), other.first(), other.last() + 1, place.tier()));
            }
        }
        return Optional.empty();
    }

    private static boolean isLiteral(Lines file, String wanted, int place) {
        return wanted.stripTrailing().equals(file.get(place).stripTrailing());
    }
}
