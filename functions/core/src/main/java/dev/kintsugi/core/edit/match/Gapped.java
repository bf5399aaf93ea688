package dev.kintsugi.core.edit.match;

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
        List<Match> standing = ways(replace);
        if (ways.isEmpty() && standing.size() == 1) {
            return new Attempt.Standing(standing.get(0).from());
        }
        if (ways.isEmpty()) {
            return Nearest.unfound(
                    file,
                    Sought.of(find.stream()
                            .takeWhile(line -> !Elision.isMark(line))
                            .toList()));
        }
        List<Match> left = scope.decided(ways);
        if (left.size() > 1) {
            return Nearest.ambiguous(file, left);
        }
        if (standing.stream()
                .anyMatch(there ->
                        there.from() <= left.get(0).from() && left.get(0).to() <= there.to())) {
            return new Attempt.Standing(left.get(0).from());
        }
        return Mender.carriedOut(file, left.get(0), Sought.of(find), replace);
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
        int head = Indentation.of(file.get(way.from())).length();
        int next = Indentation.of(file.get(place.from())).length();
        int least = Math.min(head, next);
        for (int line = way.to(); line < place.from(); line++) {
            if (!file.isBlank(line) && Indentation.of(file.get(line)).length() < least) {
                return false;
            }
        }
        return next <= head || Scope.isWithin(file, way.from(), place.from());
    }

    private static Match joined(Match way, int offset, Match place) {
        int[] map = way.map().clone();
        System.arraycopy(place.map(), 0, map, offset, place.map().length);
        Tier tier = way.tier().compareTo(place.tier()) >= 0 ? way.tier() : place.tier();
        return new Match(map, Math.min(way.from(), place.from()), place.to(), tier);
    }
}
