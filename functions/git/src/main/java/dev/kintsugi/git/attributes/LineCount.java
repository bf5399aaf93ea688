package dev.kintsugi.git.attributes;

import java.io.IOException;
import java.io.InputStream;

/** The line ends of a content, and whether it looks like text: counted as git counts, in one pass. */
final class LineCount {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int DELETE = 127;
    private static final int END_OF_FILE = 26;
    private static final String PRINTED_CONTROLS = "\b\t\033\f";

    /** A text has more printable characters than this many times its others. */
    private static final int PRINTABLE_FOR_EACH_OTHER = 128;

    private long loneFeeds;
    private long loneReturns;
    private long pairs;
    private long printable;
    private long others;
    private boolean hasNull;
    private int last = -1;

    private LineCount() {}

    static LineCount of(InputStream content) throws IOException {
        LineCount count = new LineCount();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
            for (int i = 0; i < length; i++) {
                count.add(buffer[i] & 0xff);
            }
        }
        count.end();
        return count;
    }

    private void add(int c) {
        if (last == '\r') {
            if (c == '\n') {
                pairs++;
                last = c;
                return;
            }
            loneReturns++;
        }
        if (c == '\n') {
            loneFeeds++;
        } else if (c != '\r') {
            boolean isPrintable = c >= ' ' ? c != DELETE : PRINTED_CONTROLS.indexOf(c) >= 0;
            printable += isPrintable ? 1 : 0;
            others += isPrintable ? 0 : 1;
            hasNull |= c == 0;
        }
        last = c;
    }

    private void end() {
        loneReturns += last == '\r' ? 1 : 0;
        others -= last == END_OF_FILE ? 1 : 0;
    }

    /** How many line feeds have no carriage return before them. */
    long loneFeeds() {
        return loneFeeds;
    }

    /** Whether a guess may turn its line feeds into pairs: nothing was mixed, and it is no binary. */
    boolean isPlainText() {
        boolean binary = hasNull || printable / PRINTABLE_FOR_EACH_OTHER < others;
        return loneReturns == 0 && pairs == 0 && !binary;
    }
}
