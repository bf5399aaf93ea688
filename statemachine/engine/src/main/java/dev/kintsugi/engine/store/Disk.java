package dev.kintsugi.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens the log's files for writing. */
interface Disk {
    SegmentFile open(Path file) throws IOException;

    static Disk real() {
        return file -> {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            forceDirectoryOf(file);
            return new OnChannel(channel);
        };
    }

    /** A new file's name is not safe before its directory is; where a directory cannot be opened, it need not be. */
    private static void forceDirectoryOf(Path file) {
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException notOnThisSystem) {
            // Windows opens no directories and keeps names in its own journal.
        }
    }

    /** A file through its channel. Only the writer's thread touches it: an interrupt would close it under others. */
    record OnChannel(FileChannel channel) implements SegmentFile {
        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            long at = offset;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
