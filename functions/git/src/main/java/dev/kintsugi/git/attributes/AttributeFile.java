package dev.kintsugi.git.attributes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One {@code .gitattributes}: its rules in order, and the macros that it defines. A line that is wrong is passed over. */
public final class AttributeFile {
    /** What the file is called. */
    public static final String NAME = ".gitattributes";

    /** Largest file that is read, in bytes. */
    public static final int MAXIMUM_BYTES = 1024 * 1024;

    /** Most rules of one file: with each, every file below is compared. */
    public static final int MAXIMUM_RULES = 10_000;

    /** Longest line, in characters; git passes over longer ones as well. */
    static final int MAXIMUM_LINE_CHARACTERS = 2048;

    private static final String BLANKS = " \t\r\n";
    private static final String MACRO = "[attr]";
    private static final String ESCAPES = "abtnvfr";
    private static final int FIRST_ESCAPED = 7;

    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, List<Setting>> macros = new HashMap<>();

    private AttributeFile() {}

    /** Reads a file; nothing when it has more rules than are followed. */
    public static Optional<AttributeFile> parse(byte[] content) {
        String text = new String(content, ISO_8859_1);
        int end = text.indexOf('\0');
        AttributeFile file = new AttributeFile();
        for (String line : (end < 0 ? text : text.substring(0, end)).split("\n", -1)) {
            if (line.length() < MAXIMUM_LINE_CHARACTERS) {
                file.read(line);
            }
            if (file.rules.size() > MAXIMUM_RULES) {
                return Optional.empty();
            }
        }
        return Optional.of(file);
    }

    List<Rule> rules() {
        return rules;
    }

    Map<String, List<Setting>> macros() {
        return macros;
    }

    private void read(String line) {
        int start = past(line, 0);
        if (start == line.length() || line.charAt(start) == '#') {
            return;
        }
        Quoted quoted = unquoted(line, start);
        int end = quoted == null ? word(line, start) : quoted.end();
        String name = quoted == null ? line.substring(start, end) : quoted.text();
        if (name.startsWith(MACRO) && name.length() > MACRO.length()) {
            String macro = name.substring(MACRO.length());
            List<Setting> settings = settings(line, end);
            if (isName(macro) && !settings.isEmpty()) {
                macros.put(macro, settings);
            }
        } else if (!name.startsWith("!")) {
            List<Setting> settings = settings(line, end);
            if (!settings.isEmpty()) {
                rules.add(new Rule(AttributePattern.of(name), settings));
            }
        }
    }

    /** All of a line's settings; none when one is wrong. */
    private static List<Setting> settings(String line, int from) {
        List<Setting> settings = new ArrayList<>();
        for (int at = past(line, from); at < line.length(); ) {
            int end = word(line, at);
            Setting setting = setting(line.substring(at, end));
            if (setting == null) {
                return List.of();
            }
            settings.add(setting);
            at = past(line, end);
        }
        return settings;
    }

    private static @Nullable Setting setting(String word) {
        int equals = word.indexOf('=');
        char first = word.charAt(0);
        boolean marked = first == '-' || first == '!';
        String name = word.substring(marked ? 1 : 0, equals < 0 ? word.length() : Math.max(equals, marked ? 1 : 0));
        if (!isName(name)) {
            return null;
        }
        if (marked) {
            return new Setting(name, first == '-' ? Value.FALSE : Value.UNSPECIFIED);
        }
        return new Setting(name, equals < 0 ? Value.TRUE : Value.of(word.substring(equals + 1)));
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.charAt(0) != '-'
                && name.chars()
                        .allMatch(c -> c == '-'
                                || c == '.'
                                || c == '_'
                                || (c >= '0' && c <= '9')
                                || (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z'));
    }

    private static int past(String line, int from) {
        int at = from;
        while (at < line.length() && BLANKS.indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static int word(String line, int from) {
        int at = from;
        while (at < line.length() && BLANKS.indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** A pattern between quotation marks, as C writes them; null when it is none, or not a whole one. */
    private static @Nullable Quoted unquoted(String line, int start) {
        if (line.charAt(start) != '"') {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int at = start + 1; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                return new Quoted(text.toString(), at + 1);
            }
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = ++at < line.length() ? line.charAt(at) : 0;
            if (escaped == '"' || escaped == '\\') {
                text.append(escaped);
            } else if (ESCAPES.indexOf(escaped) >= 0) {
                text.append((char) (FIRST_ESCAPED + ESCAPES.indexOf(escaped)));
            } else if (line.substring(Math.min(at, line.length())).matches("(?s)[0-3][0-7][0-7].*")) {
                text.append((char) Integer.parseInt(line.substring(at, at + 3), 8));
                at += 2;
            } else {
                return null;
            }
        }
        return null;
    }

    private record Quoted(String text, int end) {}

    record Rule(AttributePattern pattern, List<Setting> settings) {}

    record Setting(String attribute, Value value) {}

    /** What an attribute is set to; {@code UNSPECIFIED} takes back what a rule before it said. */
    record Value(Kind kind, String text) {
        static final Value TRUE = new Value(Kind.TRUE, "");
        static final Value FALSE = new Value(Kind.FALSE, "");
        static final Value UNSPECIFIED = new Value(Kind.UNSPECIFIED, "");

        static Value of(String text) {
            return new Value(Kind.TEXT, text);
        }

        /** Whether it is this text. */
        boolean is(String expected) {
            return kind == Kind.TEXT && text.equals(expected);
        }

        enum Kind {
            TRUE,
            FALSE,
            UNSPECIFIED,
            TEXT
        }
    }
}
