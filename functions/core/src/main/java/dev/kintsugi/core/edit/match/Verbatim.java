package dev.kintsugi.core.edit.match;

import dev.kintsugi.core.edit.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds lines character by character: the common case, by text search and without looking at every line. */
final class Verbatim {
    private Verbatim() {}

    /** Every place where a file has exactly these lines. */
    static List<Match> places(String text, Lines file, List<String> sought) {
        // Lines that end otherwise than in \n are for the next tier, which compares line by line.
        if (text.indexOf('\r') >= 0) {
            return List.of();
        }
        String needle = String.join("\n", sought);
        List<Match> places = new ArrayList<>();
        Needle search = new Needle(text, needle);
        for (int at = search.from(0);
                at != Needle.NOWHERE && places.size() < Places.MAXIMUM;
                at = search.from(at + 1)) {
            if (at == Needle.GIVEN_UP) {
                return List.of();
            }
            int end = at + needle.length();
            boolean whole =
                    (at == 0 || text.charAt(at - 1) == '\n') && (end == text.length() || text.charAt(end) == '\n');
            if (whole && !(end == text.length() && endsWithBlank(sought) && text.endsWith("\n"))) {
                int line = file.lineAt(at);
                int[] map = new int[sought.size()];
                Arrays.setAll(map, i -> line + i);
                places.add(new Match(map, line, line + map.length, Tier.EXACT));
            }
        }
        return places;
    }

    /** A last blank line would be taken for the nothing after the file's final newline. */
    private static boolean endsWithBlank(List<String> sought) {
        return sought.get(sought.size() - 1).isEmpty();
    }
}
