package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;

/** Writes the format of {@code tar} (POSIX, with extended headers for long names): the same entries, the same bytes. */
final class TarFile {
    /** What everything in the file is counted in, in bytes. */
    static final int BLOCK_BYTES = 512;

    /** Longest name that needs no extended header, in bytes. */
    static final int NAME_BYTES = 100;

    private static final char FILE = '0';
    private static final char LINK = '2';
    private static final char FOLDER = '5';
    private static final char EXTENDED = 'x';
    private static final int LINK_AT = 157;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;

    private final OutputStream out;
    private final long seconds;

    /** Every entry has the same time. */
    TarFile(OutputStream out, long seconds) {
        this.out = out;
        this.seconds = seconds;
    }

    /** Begins a file; exactly so many bytes of it follow, then {@link #pad}. */
    void file(String rawPath, boolean executable, long bytes) throws IOException {
        entry(rawPath, FILE, executable ? 0755 : 0644, bytes, "");
    }

    void link(String rawPath, String rawTarget) throws IOException {
        entry(rawPath, LINK, 0777, 0, rawTarget);
    }

    void folder(String rawPath) throws IOException {
        entry(rawPath + "/", FOLDER, 0755, 0, "");
    }

    /** Fills the last block of a file. */
    void pad(long bytes) throws IOException {
        out.write(new byte[(int) ((BLOCK_BYTES - bytes % BLOCK_BYTES) % BLOCK_BYTES)]);
    }

    /** Two empty blocks end the file. */
    void end() throws IOException {
        out.write(new byte[2 * BLOCK_BYTES]);
    }

    private void entry(String path, char kind, int mode, long bytes, String target) throws IOException {
        String records = record("path", path) + record("linkpath", target);
        if (!records.isEmpty()) {
            byte[] content = records.getBytes(ISO_8859_1);
            header("extended", EXTENDED, 0644, content.length, "");
            out.write(content);
            pad(content.length);
        }
        header(path, kind, mode, bytes, target);
    }

    /** An extended header's line, which begins with its own length; empty when the name is short. */
    private static String record(String key, String value) {
        if (value.length() <= NAME_BYTES) {
            return "";
        }
        int rest = key.length() + value.length() + 3;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        return length + " " + key + "=" + value + "\n";
    }

    private void header(String path, char kind, int mode, long bytes, String target) throws IOException {
        byte[] header = new byte[BLOCK_BYTES];
        put(header, 0, cut(path));
        put(header, 100, octal(mode, 7));
        put(header, 108, octal(0, 7));
        put(header, 116, octal(0, 7));
        put(header, 124, octal(bytes, 11));
        put(header, 136, octal(seconds, 11));
        Arrays.fill(header, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_BYTES, (byte) ' ');
        header[156] = (byte) kind;
        put(header, LINK_AT, cut(target));
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, CHECKSUM_AT, octal(sum, 6) + "\0");
        out.write(header);
    }

    private static String cut(String name) {
        return name.length() <= NAME_BYTES ? name : name.substring(0, NAME_BYTES);
    }

    private static String octal(long number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "o", number);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
