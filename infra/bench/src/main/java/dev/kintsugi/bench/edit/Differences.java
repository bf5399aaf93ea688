package dev.kintsugi.bench.edit;

import java.io.PrintStream;
import java.util.List;

/** Shows where two texts first differ, for whoever looks into a failure. */
final class Differences {
    private static final int LINES_AROUND = 8;

    private Differences() {}

    static void print(PrintStream out, String expected, String found) {
        List<String> one = expected.lines().toList();
        List<String> other = found.lines().toList();
        int at = 0;
        while (at < Math.min(one.size(), other.size()) && one.get(at).equals(other.get(at))) {
            at++;
        }
        for (int i = Math.max(0, at - 3); i < Math.min(one.size(), at + LINES_AROUND); i++) {
            out.println("  - " + one.get(i));
        }
        for (int i = Math.max(0, at - 3); i < Math.min(other.size(), at + LINES_AROUND); i++) {
            out.println("  + " + other.get(i));
        }
    }
}
