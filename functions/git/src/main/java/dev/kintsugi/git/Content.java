package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.eclipse.jgit.diff.RawText;

/** What can be told from a file's bytes. */
final class Content {
    private static final byte[] LARGE_FILE_POINTER = "version https://git-lfs.github.com/spec/".getBytes(US_ASCII);

    private Content() {}

    static boolean isBinary(byte[] content) {
        return RawText.isBinary(content, content.length, true);
    }

    /** A pointer of git LFS: text, but the lines of two of them must never be mixed. */
    static boolean isLargeFilePointer(byte[] content) {
        return content.length >= LARGE_FILE_POINTER.length
                && Arrays.equals(
                        content, 0, LARGE_FILE_POINTER.length, LARGE_FILE_POINTER, 0, LARGE_FILE_POINTER.length);
    }

    static boolean hasLines(byte[] content) {
        return !isBinary(content) && !isLargeFilePointer(content);
    }
}
