package dev.kintsugi.core.edit.match;

import dev.kintsugi.core.edit.Reason;
import dev.kintsugi.core.edit.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Carries out an edit that leaves text out in FIND and REPLACE alike. Each piece between two elisions is found as
 * closely as it can be, the pieces must follow each other within one block, and exactly one way to lay them is
 * accepted. What is left out stays as the file has it.
 */
final class Gapped {
    /** Most ways that are compared by what they come to. */
    static final int MAXIMUM_WAYS = 16;

    private final Lines file;
    private final List<String> find;
    private final List<String> replace;
    private final Scope scope;

    /** The texts with their elisions as marks. */
    Gapped(Lines file, List<String> find, List<String> replace, Scope scope) {
        this.file = file;
        this.find = find;
        this.replace = replace;
        this.scope = scope;
    }

    Attempt attempt() {
        List<Match> ways = ways(find);
        List<Match> standing = ways(replace).stream().filter(this::isPlain).toList();
        if (ways.isEmpty() && standing.size() == 1) {
            return new Attempt.Standing(standing.get(0).from());
        }
        if (ways.isEmpty()) {
            return unfound();
        }
        // What a replacement leaves out could hide what it takes away; only one that adds can be told to stand.
        boolean adds = solidKeys(replace).length > solidKeys(find).length;
        if (adds && standing.stream().anyMatch(there -> ways.stream().allMatch(way -> covers(there, way)))) {
            return new Attempt.Standing(standing.get(0).from());
        }
        return oneOf(scope.decided(ways));
    }

    /** Tells of the first piece that is nowhere; when each is somewhere, they lie apart or in another order. */
    private Attempt unfound() {
        int from = 0;
        for (int i = 0; i <= find.size(); i++) {
            if (i < find.size() && !Elision.isMark(find.get(i))) {
                continue;
            }
            Sought piece = Sought.of(find.subList(from, i));
            if (!piece.isBlank() && Places.of(file, piece).isEmpty()) {
                return Nearest.unfound(file, piece);
            }
            from = i + 1;
        }
        return Attempt.Refused.plainly(Reason.of(
                Reason.Kind.ELISION,
                "the parts of FIND around what it leaves out do not follow each other in one block"));
    }

    /** Several ways are one when they come to the same text: where nothing changes, it does not matter what is kept. */
    private Attempt oneOf(List<Match> ways) {
        Attempt first = Mender.carriedOut(file, ways.get(0), Sought.of(find), replace);
        for (Match way : ways.subList(1, Math.min(ways.size(), MAXIMUM_WAYS))) {
            Attempt other = Mender.carriedOut(file, way, Sought.of(find), replace);
            boolean same = first instanceof Attempt.Changed one
                    && other instanceof Attempt.Changed another
                    && one.text().equals(another.text());
            if (!same) {
                return Nearest.ambiguous(file, ways);
            }
        }
        return ways.size() > MAXIMUM_WAYS ? Nearest.ambiguous(file, ways) : first;
    }

    private static boolean covers(Match standing, Match way) {
        return standing.from() <= way.from() && way.to() <= standing.to();
    }

    /** An edit of nothing but blanks stands only where the blanks are as it wants them. */
    private boolean isPlain(Match standing) {
        boolean onlyBlanks = Arrays.equals(solidKeys(find), solidKeys(replace));
        return standing.tier().compareTo(onlyBlanks ? Tier.TRAILING_BLANKS : Tier.INDENTATION) <= 0;
    }

    private static long[] solidKeys(List<String> lines) {
        return lines.stream()
                .mapToLong(LineKey::of)
                .filter(key -> key != LineKey.BLANK)
                .toArray();
    }

    /** Every way to lay the pieces over the file. */
    private List<Match> ways(List<String> lines) {
        int[] map = new int[lines.size()];
        Arrays.fill(map, Match.NONE);
        List<Match> ways = List.of(new Match(map, file.size(), 0, Tier.EXACT));
        int from = 0;
        for (int i = 0; i <= lines.size(); i++) {
            if (i == lines.size() || Elision.isMark(lines.get(i))) {
                ways = continued(ways, from, Sought.of(lines.subList(from, i)));
                from = i + 1;
            }
        }
        return ways;
    }

    private List<Match> continued(List<Match> ways, int offset, Sought piece) {
        if (piece.isBlank()) {
            return ways;
        }
        List<Match> places = Places.of(file, piece);
        Tier closest = places.stream().map(Match::tier).min(Tier::compareTo).orElse(Tier.FUZZY);
        List<Match> longer = new ArrayList<>();
        for (Match way : ways) {
            for (Match place : places) {
                if (place.tier() == closest && follows(way, place) && longer.size() < Places.MAXIMUM) {
                    longer.add(joined(way, offset, place));
                }
            }
        }
        return longer;
    }

    private boolean follows(Match way, Match place) {
        if (way.to() == 0) {
            return true;
        }
        if (place.from() < way.to()) {
            return false;
        }
        int above = Indentation.of(file.get(way.to() - 1)).length();
        int below = Indentation.of(file.get(place.from())).length();
        int least = below > above ? above + 1 : below;
        boolean first = true;
        for (int line = way.to(); line < place.from(); line++) {
            if (file.isBlank(line)) {
                continue;
            }
            // The first line left out may be the head of the block that the next piece lies in.
            if (Indentation.of(file.get(line)).length() < (first ? Math.min(above, least) : least)) {
                return false;
            }
            first = false;
        }
        return true;
    }

    private static Match joined(Match way, int offset, Match place) {
        int[] map = way.map().clone();
        System.arraycopy(place.map(), 0, map, offset, place.map().length);
        Tier tier = way.tier().compareTo(place.tier()) >= 0 ? way.tier() : place.tier();
        return new Match(map, Math.min(way.from(), place.from()), place.to(), tier);
    }
}
