package dev.kintsugi.engine.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How bytes stand in a log file. A file is a header and frames; a frame is what one write forced to disk, so a frame
 * that is cut short can only be the last one, and a broken frame before a whole one is damage, never a crash.
 *
 * <pre>
 * file    "KINTSUGI-LOG-01\n"  frame*
 * frame   magic:4  length:4  CRC32C of the records:4  record*
 * record  length:4  CRC32C of the payload:4  payload
 * </pre>
 */
final class Frame {
    static final byte[] FILE_HEADER = {'K', 'I', 'N', 'T', 'S', 'U', 'G', 'I', '-', 'L', 'O', 'G', '-', '0', '1', '\n'};
    static final int MAGIC = 0x4B54_5347;
    static final int HEADER_BYTES = 12;
    static final int RECORD_HEADER_BYTES = 8;

    private Frame() {}

    static int recordBytes(byte[] payload) {
        return RECORD_HEADER_BYTES + payload.length;
    }

    static void putRecord(ByteBuffer into, byte[] payload) {
        into.putInt(payload.length).putInt(crc(ByteBuffer.wrap(payload))).put(payload);
    }

    /** Fills in the header of a frame whose records are already in place. */
    static void putHeader(ByteBuffer frame) {
        int length = frame.remaining() - HEADER_BYTES;
        int crc = crc(frame.slice(HEADER_BYTES, length));
        frame.putInt(0, MAGIC).putInt(4, length).putInt(8, crc);
    }

    /** The bytes of the whole frame that begins here, or -1 when none does. */
    static int wholeFrameAt(ByteBuffer file, int offset) {
        if (file.limit() - offset < HEADER_BYTES || file.getInt(offset) != MAGIC) {
            return -1;
        }
        int length = file.getInt(offset + 4);
        if (length < 0 || length > file.limit() - offset - HEADER_BYTES) {
            return -1;
        }
        int crc = crc(file.slice(offset + HEADER_BYTES, length));
        return crc == file.getInt(offset + 8) ? HEADER_BYTES + length : -1;
    }

    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
