package dev.kintsugi.core.heal;

import dev.kintsugi.core.round.PlainText;
import java.util.ArrayList;
import java.util.List;

/** Names of files as a record can hold them. */
final class FileNames {
    /** In characters, all together: they stand beside commits and findings in one record of 400 KB. */
    static final int MAX_CHARS = 40_000;

    private FileNames() {}

    /** As many as there is room for, and how many more there are. */
    static List<String> bounded(List<String> files) {
        List<String> kept = new ArrayList<>();
        int characters = 0;
        for (String file : files) {
            characters += file.length();
            if (characters > MAX_CHARS) {
                kept.add("(and %d more)".formatted(files.size() - kept.size()));
                return kept;
            }
            kept.add(PlainText.whole(file));
        }
        return kept;
    }

    /** Whether it is a name, and not the number of those left out. */
    static boolean isName(String file) {
        return !file.startsWith("(and ");
    }
}
