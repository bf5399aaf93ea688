package dev.kintsugi.git.attributes;

import dev.kintsugi.git.attributes.AttributeFile.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a file's content differs in a working tree from what is stored. A {@code filter} is not among it: none is
 * configured here, and then git leaves the content as it is, so a pointer of git LFS stays a pointer.
 *
 * @param lineEnds what becomes of a lone line feed
 * @param ident whether {@code $Id$} is filled in
 * @param encoding what the text is encoded in instead of UTF-8
 */
public record WorkTreeForm(LineEnds lineEnds, boolean ident, Optional<String> encoding) {
    /** What becomes of a lone line feed. */
    public enum LineEnds {
        /** It stays. */
        AS_STORED,
        /** It gets a carriage return. */
        CRLF,
        /** It gets one in a file that looks like text and has no carriage return. */
        CRLF_IN_TEXT
    }

    /** By git's rules, as they are without any configuration on a system whose own line end is a line feed. */
    static WorkTreeForm of(Function<String, Value> attributes) {
        Value text = attributes.apply("text");
        if (!isLineRule(text)) {
            text = attributes.apply("crlf");
        }
        LineEnds lineEnds = LineEnds.AS_STORED;
        if (!text.equals(Value.FALSE) && attributes.apply("eol").is("crlf")) {
            lineEnds = text.is("auto") ? LineEnds.CRLF_IN_TEXT : LineEnds.CRLF;
        }
        return new WorkTreeForm(
                lineEnds,
                attributes.apply("ident").equals(Value.TRUE),
                encoding(attributes.apply("working-tree-encoding")));
    }

    private static boolean isLineRule(Value value) {
        return value.equals(Value.TRUE) || value.equals(Value.FALSE) || value.is("input") || value.is("auto");
    }

    private static Optional<String> encoding(Value value) {
        String name = value.text().toUpperCase(Locale.ROOT);
        return name.isEmpty() || name.equals("UTF-8") || name.equals("UTF8") ? Optional.empty() : Optional.of(name);
    }

    /** Whether the content stands there as it is stored. */
    public boolean isAsStored() {
        return lineEnds == LineEnds.AS_STORED && !ident && encoding.isEmpty();
    }
}
