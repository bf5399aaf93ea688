package dev.kintsugi.core.edit.match;

import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds text that is not whole lines: what a tool call names, and a part of a line that a block names. */
final class Fragment {
    /** Shortest part of a line that may be meant by itself, in letters and digits. */
    static final int TELLING_CHARACTERS = 4;

    private Fragment() {}

    /** A tool call's text, found character by character; empty when it is not there at all. */
    static Optional<Attempt> literally(SourceText source, Edit.Replace edit) {
        String text = source.text();
        boolean returns = text.contains("\r\n");
        String find = returns ? edit.find().replace("\n", "\r\n") : edit.find();
        String replace = returns ? edit.replace().replace("\n", "\r\n") : edit.replace();
        if (find.isBlank()) {
            return Optional.empty();
        }
        List<Integer> places = places(text, find);
        List<Integer> standing = replace.contains(find) ? places(text, replace) : List.of();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        if (!standing.isEmpty() && places.stream().allMatch(place -> isCovered(place, find, standing, replace))) {
            return Optional.of(new Attempt.Standing(source.lines().lineAt(standing.get(0))));
        }
        if (places.size() > 1 && edit.unit() != Edit.Unit.EVERY_TEXT) {
            return Optional.of(Nearest.ambiguousLines(
                    source.lines(), places.stream().map(source.lines()::lineAt).toList()));
        }
        int at = places.get(0);
        if (edit.unit() != Edit.Unit.EVERY_TEXT && isOfLines(find) && !isSetOff(text, at, find.length())) {
            int edge = begins(text, at) ? at + find.length() - 1 : at;
            Lines lines = source.lines();
            return Optional.of(Nearest.insideAWord(lines, lines.lineAt(at), lines.lineAt(edge)));
        }
        String changed = places.size() == 1
                ? text.substring(0, at) + replace + text.substring(at + find.length())
                : text.replace(find, replace);
        return Optional.of(changed(source, changed, Tier.EXACT, at, find));
    }

    private static boolean isCovered(int place, String find, List<Integer> standing, String replace) {
        return standing.stream().anyMatch(at -> at <= place && place + find.length() <= at + replace.length());
    }

    /**
     * A part of one line, begun after other text: such a FIND cannot be a line that has changed since, which one from
     * a line's beginning could be.
     */
    static Optional<Attempt> within(SourceText source, List<String> find, List<String> replace) {
        if (find.size() != 1 || replace.size() != 1) {
            return Optional.empty();
        }
        String part = find.get(0).strip();
        if (part.chars().filter(Character::isLetterOrDigit).count() < TELLING_CHARACTERS) {
            return Optional.empty();
        }
        String text = source.text();
        List<Integer> places = new ArrayList<>();
        for (int place : places(text, part)) {
            if (isSetOff(text, place, part.length())) {
                places.add(place);
            }
        }
        if (places.size() != 1 || beginsItsLine(text, places.get(0))) {
            return Optional.empty();
        }
        int at = places.get(0);
        String put = replace.get(0).strip();
        String changed = text.substring(0, at) + put + text.substring(at + part.length());
        return Optional.of(changed(source, changed, Tier.BLANKS, at, part));
    }

    private static Attempt changed(SourceText source, String changed, Tier tier, int at, String find) {
        int from = source.lines().lineAt(at);
        int added = Lines.count(changed) - source.lines().size();
        return new Attempt.Changed(changed, tier, from, from + Lines.count(find) + Math.max(0, added), added);
    }

    private static List<Integer> places(String text, String part) {
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(part);
                at >= 0 && places.size() < Places.MAXIMUM;
                at = text.indexOf(part, at + part.length())) {
            places.add(at);
        }
        return places;
    }

    /** Whether a text was copied line by line, so that an edge within a word shows a line that has changed since. */
    private static boolean isOfLines(String find) {
        return find.indexOf('\n') >= 0 || Character.isWhitespace(find.charAt(0));
    }

    private static boolean begins(String text, int at) {
        return at == 0 || !LineKey.isWord(text.charAt(at - 1)) || !LineKey.isWord(text.charAt(at));
    }

    private static boolean isSetOff(String text, int at, int length) {
        int end = at + length;
        boolean ends =
                end == text.length() || !LineKey.isWord(text.charAt(end)) || !LineKey.isWord(text.charAt(end - 1));
        return begins(text, at) && ends;
    }

    private static boolean beginsItsLine(String text, int at) {
        int before = at - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n';
    }
}
