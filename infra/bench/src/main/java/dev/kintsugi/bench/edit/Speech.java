package dev.kintsugi.bench.edit;

import java.util.List;

/** The dialects in which the corpus speaks. */
enum Speech {
    FIND_REPLACE,
    SEARCH_REPLACE,
    PATCH,
    DIFF,
    TOOL;

    String reply(String path, List<String> find, List<String> replace) {
        String before = GoodEdit.text(find);
        String after = GoodEdit.text(replace);
        return switch (this) {
            case FIND_REPLACE -> "FILE: " + path + "\nFIND:\n" + before + "REPLACE:\n" + after + "END\n";
            case SEARCH_REPLACE ->
                path + "\n```\n<<<<<<< SEARCH\n" + before + "=======\n" + after + ">>>>>>> REPLACE\n```\n";
            case PATCH ->
                "*** Begin Patch\n*** Update File: " + path + "\n@@\n" + hunk(find, replace) + "*** End Patch\n";
            case DIFF ->
                "```diff\n--- a/" + path + "\n+++ b/" + path + "\n@@ -7777,9 +7777,9 @@\n" + hunk(find, replace)
                        + "```\n";
            case TOOL ->
                "{\"path\": \"" + path + "\", \"old_string\": " + quoted(before) + ", \"new_string\": " + quoted(after)
                        + "}\n";
        };
    }

    /** A hunk with what both begin and end with as its context. */
    private static String hunk(List<String> find, List<String> replace) {
        int head = 0;
        int shorter = Math.min(find.size(), replace.size());
        while (head < shorter && find.get(head).equals(replace.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && find.get(find.size() - 1 - tail).equals(replace.get(replace.size() - 1 - tail))) {
            tail++;
        }
        StringBuilder hunk = new StringBuilder();
        find.subList(0, head).forEach(line -> hunk.append(' ').append(line).append('\n'));
        find.subList(head, find.size() - tail)
                .forEach(line -> hunk.append('-').append(line).append('\n'));
        replace.subList(head, replace.size() - tail)
                .forEach(line -> hunk.append('+').append(line).append('\n'));
        find.subList(find.size() - tail, find.size())
                .forEach(line -> hunk.append(' ').append(line).append('\n'));
        return hunk.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
