package dev.kintsugi.core.plan.read;

import java.util.List;
import java.util.Map;

/** What front matter says, each part with its place, the same for YAML and TOML. */
sealed interface Node {
    Place at();

    /** What a single value is. */
    enum ScalarType {
        TEXT,
        WHOLE,
        DECIMAL,
        FLAG,
        DATE,
        NOTHING
    }

    /** As a sentence about it would name it: {@code the text "high"}. */
    String described();

    /**
     * One value.
     *
     * @param asWritten for YAML without quotes, where {@code 001} may well be meant as text
     */
    record Scalar(Place at, ScalarType type, String text, boolean asWritten) implements Node {
        @Override
        public String described() {
            return switch (type) {
                case TEXT -> "the text " + Shown.quoted(text);
                case WHOLE, DECIMAL -> "the number " + Shown.shortened(text);
                case FLAG -> text;
                case DATE -> "the date " + Shown.shortened(text);
                case NOTHING -> "nothing";
            };
        }
    }

    record Sequence(Place at, List<Node> items) implements Node {
        @Override
        public String described() {
            return items.isEmpty() ? "an empty list" : "a list";
        }
    }

    record Table(Place at, Map<String, Entry> entries) implements Node {
        @Override
        public String described() {
            return "a table of keys";
        }
    }

    record Entry(Place at, Node value) {}
}
