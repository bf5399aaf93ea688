package dev.kintsugi.core.plan.read;

import java.util.List;

/** A markdown file cut into what stands between its markers and what stands below. Line breaks are line feeds already. */
record FrontMatter(Kind kind, String head, String body, int bodyLine, boolean closed) {
    enum Kind {
        NONE,
        YAML,
        TOML
    }

    private static final String YAML_MARK = "---";
    private static final String TOML_MARK = "+++";

    /** YAML also knows an end mark of its own. */
    private static final String YAML_END = "...";

    /**
     * The first line that is not blank decides. The head is padded with empty lines in place of what stood before it,
     * so that whoever reads it names the file's lines.
     */
    static FrontMatter of(String text) {
        int start = 0;
        int line = 1;
        while (start < text.length() && lineAt(text, start).isBlank()) {
            start = next(text, start);
            line++;
        }
        Kind kind = kindOf(start < text.length() ? lineAt(text, start) : "");
        if (kind == Kind.NONE) {
            return new FrontMatter(kind, "", text, 1, true);
        }
        List<String> ends = kind == Kind.TOML ? List.of(TOML_MARK) : List.of(YAML_MARK, YAML_END);
        int head = next(text, start);
        int headLine = line + 1;
        line = headLine;
        int at = head;
        while (at < text.length() && !ends.contains(lineAt(text, at).stripTrailing())) {
            at = next(text, at);
            line++;
        }
        boolean closed = at < text.length();
        String padded = "\n".repeat(headLine - 1) + text.substring(Math.min(head, text.length()), at);
        String body = closed ? text.substring(Math.min(next(text, at), text.length())) : "";
        return new FrontMatter(kind, padded, body, line + 1, closed);
    }

    String mark() {
        return kind == Kind.TOML ? TOML_MARK : YAML_MARK;
    }

    Parsed parsed() {
        return kind == Kind.TOML ? TomlReader.read(head) : YamlReader.read(head);
    }

    private static Kind kindOf(String line) {
        return switch (line.stripTrailing()) {
            case YAML_MARK -> Kind.YAML;
            case TOML_MARK -> Kind.TOML;
            default -> Kind.NONE;
        };
    }

    private static String lineAt(String text, int start) {
        int end = text.indexOf('\n', start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private static int next(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end + 1;
    }
}
