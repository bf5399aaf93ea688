package dev.kintsugi.core.edit;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * One change that a coder asked for, whatever dialect it was written in. It holds the whole of what was asked, so
 * that an edit that failed today can be tried again days later without the reply.
 *
 * <p>Texts have {@code \n} as their line end whatever the reply had; the file's own ends are put back when it is
 * written. A text of whole lines ends with {@code \n}, and the empty text is no line at all.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Edit.Replace.class, name = "replace"),
    @JsonSubTypes.Type(value = Edit.Write.class, name = "write"),
    @JsonSubTypes.Type(value = Edit.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = Edit.Move.class, name = "move"),
    @JsonSubTypes.Type(value = Edit.Unreadable.class, name = "unreadable")
})
public sealed interface Edit {
    Origin origin();

    /** The path as the coder wrote it, cleaned of decoration; empty when the reply names none. */
    String path();

    /** The text that shows a person which edit this is. */
    String gist();

    default String preview() {
        return Preview.of(gist());
    }

    /**
     * Replaces the text found by another.
     *
     * @param unit whether the texts are whole lines or any characters
     * @param readings other ways to read the same block, when its divider also stands in its content
     */
    record Replace(
            Origin origin, String path, String find, String replace, Unit unit, Hint hint, List<Reading> readings)
            implements Edit {
        public Replace {
            readings = List.copyOf(readings);
        }

        public static Replace lines(Origin origin, String path, String find, String replace, Hint hint) {
            return new Replace(origin, path, find, replace, Unit.LINES, hint, List.of());
        }

        /** The same edit, read in another way. */
        public Replace as(Reading reading) {
            return new Replace(origin, path, reading.find(), reading.replace(), unit, hint, List.of());
        }

        @Override
        public String gist() {
            return find.isBlank() ? replace : find;
        }
    }

    /** Writes a file whole. */
    record Write(Origin origin, String path, String content, Existing existing) implements Edit {
        @Override
        public String gist() {
            return content;
        }
    }

    /**
     * Deletes a file.
     *
     * @param expected the content that the coder takes away with it, or empty when it shows none
     */
    record Delete(Origin origin, String path, String expected) implements Edit {
        @Override
        public String gist() {
            return "delete " + path;
        }
    }

    /** Moves a file; refused when a hunk of the same section before it failed. */
    record Move(Origin origin, String path, String to) implements Edit {
        @Override
        public String gist() {
            return "move to " + to;
        }
    }

    /** Something that is clearly meant as an edit but cannot be one. It is reported, never dropped. */
    record Unreadable(Origin origin, String path, String text, String problem) implements Edit {
        @Override
        public String gist() {
            return text;
        }
    }

    /** What the texts of a replacement are made of. */
    enum Unit {
        /** Whole lines, as in blocks and diffs. */
        LINES,
        /** Any characters, found exactly once. */
        TEXT,
        /** Any characters, every occurrence. */
        EVERY_TEXT
    }

    /** What a whole-file write does with a file that is already there. */
    enum Existing {
        /** Replaces its content. */
        OVERWRITE,
        /** Refuses, unless the file is empty: the coder took it for missing. */
        REFUSE
    }

    /** One way to read a block. */
    record Reading(String find, String replace) {}
}
