package dev.kintsugi.core.edit.dialect;

import java.util.Optional;

/** One dialect: tells whether it begins at a line, and reads it from there. */
interface Grammar {
    /** Whether a block of this dialect begins at a line. */
    boolean beginsAt(Reply reply, int line);

    /** The block that begins at a line, or empty when it turns out to be none. */
    Optional<Section> read(Reply reply, int line);
}
