package dev.kintsugi.git.attributes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.git.attributes.WorkTreeForm.LineEnds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/**
 * A stored content in the form in which it stands in a working tree. Line ends are changed on the way, however long the
 * file is; the other changes need it in memory.
 */
public final class WorkTreeContent {
    /** Largest file in which keywords are filled in, or that is encoded anew, in bytes. */
    public static final int MAXIMUM_IN_MEMORY_BYTES = 32 * 1024 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Source source;
    private final long addedReturns;
    private final Optional<String> leftAsStored;

    private WorkTreeContent(Source source, long addedReturns, Optional<String> leftAsStored) {
        this.source = source;
        this.addedReturns = addedReturns;
        this.leftAsStored = leftAsStored;
    }

    /** A blob in this form. */
    public static WorkTreeContent of(Source stored, String blob, WorkTreeForm form) throws IOException {
        if (form.isAsStored() || stored.size() == 0) {
            return asStored(stored);
        }
        if (!form.ident() && form.encoding().isEmpty()) {
            return withLineEnds(stored, form.lineEnds());
        }
        if (stored.size() > MAXIMUM_IN_MEMORY_BYTES) {
            return new WorkTreeContent(
                    stored,
                    0,
                    Optional.of("it is larger than " + MAXIMUM_IN_MEMORY_BYTES + " bytes, so it is as stored"));
        }
        byte[] content = all(stored);
        if (form.ident()) {
            content = IdentKeyword.filled(content, blob);
        }
        content = all(withLineEnds(Source.of(content), form.lineEnds()));
        return form.encoding().isEmpty()
                ? asStored(Source.of(content))
                : encoded(content, form.encoding().get());
    }

    /** Without any change. */
    public static WorkTreeContent asStored(Source stored) {
        return new WorkTreeContent(stored, 0, Optional.empty());
    }

    private static WorkTreeContent withLineEnds(Source stored, LineEnds lineEnds) throws IOException {
        if (lineEnds == LineEnds.AS_STORED) {
            return asStored(stored);
        }
        try (InputStream in = stored.open()) {
            LineCount count = LineCount.of(in);
            boolean changed = lineEnds == LineEnds.CRLF || count.isPlainText();
            return new WorkTreeContent(stored, changed ? count.loneFeeds() : 0, Optional.empty());
        }
    }

    /** UTF-8 in another encoding; a text that is not UTF-8, or cannot be said in the other, stays, as with git. */
    private static WorkTreeContent encoded(byte[] content, String encoding) {
        byte[] mark = mark(encoding);
        try {
            Charset charset = Charset.forName(mark.length == 0 ? encoding : markless(encoding));
            if (!charset.canEncode()) {
                throw new UnsupportedCharsetException(encoding);
            }
            ByteBuffer text = charset.newEncoder().encode(UTF_8.newDecoder().decode(ByteBuffer.wrap(content)));
            ByteArrayOutputStream out = new ByteArrayOutputStream(mark.length + text.remaining());
            out.writeBytes(mark);
            out.write(text.array(), text.arrayOffset() + text.position(), text.remaining());
            return asStored(Source.of(out.toByteArray()));
        } catch (CharacterCodingException impossible) {
            return unencoded(content, "it cannot be encoded in " + encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return unencoded(content, "its working-tree-encoding " + encoding + " is not known here");
        }
    }

    private static WorkTreeContent unencoded(byte[] content, String why) {
        return new WorkTreeContent(Source.of(content), 0, Optional.of(why + ", so it is as stored"));
    }

    /** The byte order mark that git writes before a text in this encoding. */
    private static byte[] mark(String encoding) {
        return switch (encoding) {
            case "UTF-16", "UTF16", "UTF-16LE-BOM", "UTF16LE-BOM" -> new byte[] {(byte) 0xff, (byte) 0xfe};
            case "UTF-16BE-BOM", "UTF16BE-BOM" -> new byte[] {(byte) 0xfe, (byte) 0xff};
            case "UTF-32", "UTF32" -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0};
            default -> new byte[0];
        };
    }

    private static String markless(String encoding) {
        return encoding.contains("32") ? "UTF-32LE" : encoding.contains("BE") ? "UTF-16BE" : "UTF-16LE";
    }

    /** Why it stands there as it is stored, although its attributes ask for something else. */
    public Optional<String> leftAsStored() {
        return leftAsStored;
    }

    /** How many bytes will be written. */
    public long size() {
        return source.size() + addedReturns;
    }

    /** Writes it. */
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = source.open()) {
            if (addedReturns == 0) {
                in.transferTo(out);
            } else {
                withReturns(in, out);
            }
        }
    }

    private static void withReturns(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        byte[] changed = new byte[2 * BUFFER_BYTES];
        byte last = 0;
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            int to = 0;
            for (int i = 0; i < length; i++) {
                if (buffer[i] == '\n' && last != '\r') {
                    changed[to++] = '\r';
                }
                last = buffer[i];
                changed[to++] = last;
            }
            out.write(changed, 0, to);
        }
    }

    private static byte[] all(Source source) throws IOException {
        try (InputStream in = source.open()) {
            return in.readAllBytes();
        }
    }

    private static byte[] all(WorkTreeContent content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) content.size());
        content.writeTo(out);
        return out.toByteArray();
    }

    /** What is stored; it can be read more than once. */
    public interface Source {
        /** How many bytes. */
        long size();

        /** From the beginning. */
        InputStream open() throws IOException;

        private static Source of(byte[] content) {
            return new Source() {
                @Override
                public long size() {
                    return content.length;
                }

                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(content);
                }
            };
        }
    }
}
