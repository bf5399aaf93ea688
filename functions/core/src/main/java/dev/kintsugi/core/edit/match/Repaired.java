package dev.kintsugi.core.edit.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * FIND put right by REPLACE: a coder who miscopied a line into FIND often has it right in REPLACE. A line of the file
 * that FIND lacks or mistypes but REPLACE has is written into FIND as REPLACE has it, and so is seen to be kept.
 */
record Repaired(Sought sought, Match place) {
    static Repaired of(Lines file, Sought sought, Match place, List<String> replace) {
        Map<Long, String> put = new HashMap<>();
        replace.forEach(line -> put.putIfAbsent(LineKey.of(line), line));
        sought.lines().forEach(line -> put.remove(LineKey.of(line)));
        put.remove(LineKey.BLANK);
        List<String> lines = new ArrayList<>();
        List<Integer> map = new ArrayList<>();
        int cursor = place.from();
        for (int i = 0; i < sought.size(); i++) {
            int at = place.map()[i];
            if (at == Match.NONE) {
                lines.add(sought.lines().get(i));
                map.add(Match.NONE);
                continue;
            }
            for (int line = cursor; line < at; line++) {
                String known = put.get(file.key(line));
                if (known != null) {
                    lines.add(known);
                    map.add(line);
                }
            }
            String known = put.get(file.key(at));
            lines.add(known == null ? sought.lines().get(i) : known);
            map.add(at);
            cursor = at + 1;
        }
        int[] places = map.stream().mapToInt(Integer::intValue).toArray();
        return new Repaired(Sought.of(lines), new Match(places, place.from(), place.to(), place.tier()));
    }
}
