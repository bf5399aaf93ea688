package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Problem.Code;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes become text: UTF-8 or a clear refusal, without byte order mark, every line ended by a line feed. */
final class PlanText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private PlanText() {}

    static @Nullable String of(byte[] bytes, Problems.InFile problems) {
        if (bytes.length >= 2 && (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF))) {
            problems.error(Code.NOT_UTF8, Place.line(1), null, "the file is not UTF-8 but UTF-16", "save it as UTF-8");
            return null;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            problems.error(
                    Code.NOT_UTF8,
                    Place.line(lineOf(bytes, in.position())),
                    null,
                    "the file is not UTF-8: byte %d is 0x%02X".formatted(in.position(), bytes[in.position()]),
                    "save it as UTF-8");
            return null;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                problems.error(
                        Code.NOT_UTF8,
                        Place.line(lineOf(bytes, i)),
                        null,
                        "the file is not text: byte " + i + " is NUL",
                        "name a text file");
                return null;
            }
        }
        return withLineFeeds(out.flip().toString());
    }

    private static String withLineFeeds(String text) {
        String unmarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        return unmarked.indexOf('\r') < 0
                ? unmarked
                : unmarked.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes[0] == (byte) first && bytes[1] == (byte) second;
    }

    private static int lineOf(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
