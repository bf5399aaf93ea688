package dev.kintsugi.cli.work;

import dev.kintsugi.cli.screen.Screen;
import java.util.Map;

/**
 * What this process is connected to. Java cannot tell a terminal from a pipe on every JDK that we run on, so the
 * launcher looks and leaves {@code KINTSUGI_TERMINAL}: {@code in}, {@code out}, both or nothing.
 */
final class Terminal {
    private static final String TOLD = "KINTSUGI_TERMINAL";

    private Terminal() {}

    static Screen screen(Map<String, String> environment) {
        return Screen.of(environment.getOrDefault(TOLD, "").contains("out"), environment);
    }

    static boolean hasKeyboard(Map<String, String> environment) {
        String told = environment.getOrDefault(TOLD, "");
        return told.contains("in") && told.contains("out");
    }
}
