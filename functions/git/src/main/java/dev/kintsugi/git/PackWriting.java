package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.internal.storage.file.BasePackIndexWriter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.transport.PackedObjectInfo;

/** Writes git's pack format, version 2, and its index: every object whole, so that nothing has to be compared. */
final class PackWriting {
    private static final byte[] SIGNATURE = "PACK".getBytes(US_ASCII);
    private static final int VERSION = 2;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final MessageDigest digest = Constants.newMessageDigest();
    private final OutputStream out;
    /** As git compresses what is new: quickly; whoever packs the repository later may do it well. */
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);

    private long offset;

    private PackWriting(OutputStream out) {
        this.out = out;
    }

    /** Writes both files; returns the pack's checksum, which is its name. */
    static byte[] write(ObjectReader reader, Collection<ObjectId> objects, Path pack, Path index) throws IOException {
        List<PackedObjectInfo> written = new ArrayList<>(objects.size());
        byte[] checksum;
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(pack), BUFFER_BYTES)) {
            PackWriting writing = new PackWriting(file);
            checksum = writing.all(reader, objects, written);
        }
        written.sort(null);
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(index), BUFFER_BYTES)) {
            BasePackIndexWriter.createVersion(file, 2).write(written, checksum);
        }
        return checksum;
    }

    private byte[] all(ObjectReader reader, Collection<ObjectId> objects, List<PackedObjectInfo> written)
            throws IOException {
        try {
            put(ByteBuffer.allocate(3 * Integer.BYTES)
                    .put(SIGNATURE)
                    .putInt(VERSION)
                    .putInt(objects.size())
                    .array());
            for (ObjectId object : objects) {
                written.add(entry(reader.open(object), object));
            }
            byte[] checksum = digest.digest();
            out.write(checksum);
            return checksum;
        } finally {
            deflater.end();
        }
    }

    private PackedObjectInfo entry(ObjectLoader loader, ObjectId id) throws IOException {
        PackedObjectInfo info = new PackedObjectInfo(id);
        info.setOffset(offset);
        info.setType(loader.getType());
        CRC32 crc = new CRC32();
        OutputStream entry = new CheckedOutputStream(counted(), crc);
        entry.write(head(loader.getType(), loader.getSize()));
        deflater.reset();
        DeflaterOutputStream deflated = new DeflaterOutputStream(entry, deflater, BUFFER_BYTES / 8);
        if (loader.isLarge()) {
            try (InputStream content = loader.openStream()) {
                content.transferTo(deflated);
            }
        } else {
            deflated.write(loader.getCachedBytes());
        }
        deflated.finish();
        info.setCRC((int) crc.getValue());
        return info;
    }

    /** Type and size: four bits of the size beside the type, seven in each byte that follows. */
    private static byte[] head(int type, long size) {
        byte[] head = new byte[10];
        int length = 0;
        int next = type << 4 | (int) (size & 0xf);
        for (long rest = size >>> 4; rest > 0; rest >>>= 7) {
            head[length++] = (byte) (next | 0x80);
            next = (int) (rest & 0x7f);
        }
        head[length++] = (byte) next;
        return Arrays.copyOf(head, length);
    }

    private OutputStream counted() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                put(new byte[] {(byte) one});
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                digest.update(bytes, from, length);
                out.write(bytes, from, length);
                offset += length;
            }
        };
    }

    private void put(byte[] bytes) throws IOException {
        digest.update(bytes);
        out.write(bytes);
        offset += bytes.length;
    }
}
