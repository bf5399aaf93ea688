package dev.kintsugi.core.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The bytes of a file, compared by what they are. Nobody changes the array: it is shared, not copied. */
public final class FileContent {
    private final byte[] bytes;

    private FileContent(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over. */
    public static FileContent of(byte[] bytes) {
        return new FileContent(bytes);
    }

    /** A text in UTF-8. */
    public static FileContent of(String text) {
        return new FileContent(text.getBytes(UTF_8));
    }

    /** The array itself, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes. */
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileContent content && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
