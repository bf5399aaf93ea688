package dev.kintsugi.core.edit.match;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file's bytes as text that can be written back without changing a byte of what was not touched: its byte order
 * mark, its charset (UTF-8, or Latin-1 as a lossless fallback) and the end of every line are kept.
 */
public final class SourceText {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** How many bytes are searched for a NUL, which no text holds. */
    private static final int SNIFFED_BYTES = 8_000;

    private final String text;
    private final Charset charset;
    private final boolean marked;
    private @Nullable Lines lines;

    private SourceText(String text, Charset charset, boolean marked) {
        this.text = text;
        this.charset = charset;
        this.marked = marked;
    }

    /** The text of these bytes, or empty when they are binary. */
    public static Optional<SourceText> of(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, SNIFFED_BYTES); i++) {
            if (bytes[i] == 0) {
                return Optional.empty();
            }
        }
        boolean marked = startsWithMark(bytes);
        int from = marked ? BYTE_ORDER_MARK.length : 0;
        String text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0 || isUtf8(bytes, from)) {
            return Optional.of(new SourceText(text, StandardCharsets.UTF_8, marked));
        }
        return Optional.of(
                new SourceText(new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1, false));
    }

    /** A new file's text. */
    public static SourceText ofNew(String text) {
        return new SourceText(text, StandardCharsets.UTF_8, false);
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length
                && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1]
                && bytes[2] == BYTE_ORDER_MARK[2];
    }

    private static boolean isUtf8(byte[] bytes, int from) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    public String text() {
        return text;
    }

    public boolean isBlank() {
        return text.isBlank();
    }

    /** The text line by line, split once. */
    public Lines lines() {
        Lines split = lines;
        if (split == null) {
            split = Lines.of(text);
            lines = split;
        }
        return split;
    }

    /** The same file with another text. */
    public SourceText with(String changed) {
        return new SourceText(changed, charset, marked);
    }

    /**
     * The same file with wholly new content, in this file's line ends and with its final newline or without.
     *
     * @param content with {@code \n} line ends
     */
    public SourceText rewritten(String content) {
        if (text.isEmpty()) {
            return with(content);
        }
        Lines old = lines();
        String wanted = content;
        boolean newline = text.endsWith("\n");
        if (!newline && wanted.endsWith("\n")) {
            wanted = wanted.substring(0, wanted.length() - 1);
        } else if (newline && !wanted.isEmpty() && !wanted.endsWith("\n")) {
            wanted = wanted + "\n";
        }
        return with(old.mostlyCarriageReturns() ? wanted.replace("\n", "\r\n") : wanted);
    }

    /** The bytes to write, or empty when the file's charset cannot express them. */
    public Optional<byte[]> bytes() {
        if (!charset.equals(StandardCharsets.UTF_8) && !charset.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        byte[] body = text.getBytes(charset);
        if (!marked) {
            return Optional.of(body);
        }
        byte[] whole = new byte[BYTE_ORDER_MARK.length + body.length];
        System.arraycopy(BYTE_ORDER_MARK, 0, whole, 0, BYTE_ORDER_MARK.length);
        System.arraycopy(body, 0, whole, BYTE_ORDER_MARK.length, body.length);
        return Optional.of(whole);
    }
}
