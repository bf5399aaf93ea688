package dev.kintsugi.cli.screen;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the output can show.
 *
 * @param terminal a person is looking, so lines may be drawn again
 * @param colours ANSI colours are welcome
 * @param unicode letters beyond ASCII can be shown
 * @param columns the width of a line
 */
public record Screen(boolean terminal, boolean colours, boolean unicode, int columns) {
    /** The width that is counted on when nobody tells. */
    public static final int USUAL_COLUMNS = 80;

    private static final Pattern HARMFUL =
            Pattern.compile("\u001b(?!\\[[0-9]{0,2}m)|[\\x00-\\x08\\x0b-\\x1a\\x1c-\\x1f\\x7f-\\x9f\\u2028\\u2029]");

    private static final Pattern TURNING = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069\\u200e\\u200f\\u061c]");

    static final int LEAST_COLUMNS = 40;
    static final int MOST_COLUMNS = 200;

    /** A file, a pipe, a log. */
    public static final Screen PLAIN = new Screen(false, false, true, USUAL_COLUMNS);

    public Screen {
        columns = Math.clamp(columns, LEAST_COLUMNS, MOST_COLUMNS);
    }

    /** What the environment of this process says; {@code terminal} is whether output goes to one. */
    public static Screen of(boolean terminal, Map<String, String> environment) {
        boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
        boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Screen(
                terminal && !dumb, terminal && !dumb && !noColour, hasUtf8(environment), columns(environment));
    }

    /** The launcher tells the locale as the user has it; a locale that is not set has no UTF-8. */
    private static boolean hasUtf8(Map<String, String> environment) {
        String locale = "";
        for (String name : new String[] {"KINTSUGI_LOCALE", "LC_ALL", "LC_CTYPE", "LANG"}) {
            if (locale.isEmpty()) {
                locale = environment.getOrDefault(name, "");
            }
        }
        String folded = locale.toUpperCase(Locale.ROOT);
        return folded.contains("UTF-8") || folded.contains("UTF8");
    }

    private static int columns(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("COLUMNS"))
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Integer::parseInt)
                .orElse(USUAL_COLUMNS);
    }

    /** The text in a colour, where colours are shown. */
    public String paint(Colour colour, String text) {
        return colours ? colour.code() + text + "\u001b[0m" : text;
    }

    /** The text cut to the width, marked where it was cut. */
    public String fitted(String text, int width) {
        String line = plain(text);
        if (line.length() <= width) {
            return line;
        }
        String mark = unicode ? "\u2026" : "~";
        int end = Math.max(0, width - mark.length());
        return line.substring(0, end > 0 && Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + mark;
    }

    /** One line without anything that would move a terminal's cursor, and in ASCII where that is all there is. */
    public String plain(String text) {
        String line = TURNING.matcher(text)
                .replaceAll("")
                .replaceAll("[\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029]+", " ")
                .strip();
        return unicode ? line : line.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /**
     * A whole line as it goes out: what our own colours are made of stays, anything else that would move a cursor, speak
     * to the terminal or turn the direction of the text does not.
     */
    public static String harmless(String line) {
        return HARMFUL.matcher(TURNING.matcher(line).replaceAll("")).replaceAll(" ");
    }

    /** Colours, by what they mean. */
    public enum Colour {
        GOOD("\u001b[32m"),
        BAD("\u001b[31m"),
        WAITING("\u001b[33m"),
        MOVING("\u001b[36m"),
        QUIET("\u001b[2m");

        private final String code;

        Colour(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
