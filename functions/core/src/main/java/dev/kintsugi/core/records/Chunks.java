package dev.kintsugi.core.records;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What is too large for one item: compressed, and cut in pieces that are not. */
public final class Chunks {
    /** Bytes of one piece: an item takes 400 KB, its key and its other attributes included. */
    public static final int PIECE_BYTES = 300 * 1_024;

    /** Bytes that are read out of one compressed text: more than any reply may have. */
    public static final int EXPANDED_BYTES = 64 * 1_024 * 1_024;

    private Chunks() {}

    /** The same bytes for the same content: there is no time in the header. */
    public static byte[] compressed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory can always be compressed", impossible);
        }
        return packed.toByteArray();
    }

    public static byte[] expanded(byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] content = gzip.readNBytes(EXPANDED_BYTES + 1);
            if (content.length > EXPANDED_BYTES) {
                throw new IllegalStateException("a record expands to more than %d bytes".formatted(EXPANDED_BYTES));
            }
            return content;
        } catch (IOException broken) {
            throw new IllegalStateException("expected compressed bytes on a record, found something else", broken);
        }
    }

    /** Pieces in their order, one at least. */
    public static List<byte[]> cut(byte[] content) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(content.length, from + PIECE_BYTES);
            pieces.add(Arrays.copyOfRange(content, from, to));
            from = to;
        } while (from < content.length);
        return pieces;
    }

    public static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        pieces.forEach(whole::writeBytes);
        return whole.toByteArray();
    }
}
