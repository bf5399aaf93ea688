package dev.kintsugi.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The log's files in a data directory, numbered from 1 in the order in which they were written. */
final class Segments {
    private static final int FIRST = 1;
    private static final Pattern NAME = Pattern.compile("events-(\\d{8})\\.log");

    private Segments() {}

    static Path file(Path directory, int number) {
        return directory.resolve(name(number));
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "events-%08d.log", number);
    }

    /**
     * Reads the whole log and returns where it ends. A torn tail is told to {@code notices} and not counted; a damaged
     * or missing file is an error.
     */
    static CommitLog.Tail readAll(Path directory, SegmentScan.Reader reader, List<String> notices) {
        List<Integer> numbers = present(directory);
        if (numbers.isEmpty()) {
            return new CommitLog.Tail(FIRST, 0);
        }
        int last = numbers.getLast();
        for (int number = numbers.getFirst(); number < last; number++) {
            if (!numbers.contains(number)) {
                throw StoreFailure.missingSegment(directory, name(number));
            }
            SegmentScan scan = SegmentScan.of(file(directory, number), number);
            int end = scan.readAll(reader);
            if (end < scan.size()) {
                throw StoreFailure.corrupt(
                        file(directory, number), end, "no whole frame begins there, and a later file follows");
            }
        }
        SegmentScan scan = SegmentScan.of(file(directory, last), last);
        int end = scan.readAll(reader);
        if (end < scan.size()) {
            notices.add(
                    "The last %d bytes of %s were not whole, as after a crash in the middle of a write, and were cut off; nothing that was ever answered is lost"
                            .formatted(scan.size() - end, file(directory, last)));
        }
        return new CommitLog.Tail(last, end);
    }

    /** Reads one record where an index says that it stands. */
    static byte[] read(Path directory, long position) {
        Path file = file(directory, Position.segment(position));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = exactly(channel, Frame.RECORD_HEADER_BYTES, Position.offset(position));
            int length = header.getInt(0);
            if (length < 0 || length > CommitLog.RECORD_BYTES_MAX) {
                throw StoreFailure.corrupt(
                        file, Position.offset(position), "a record claims %d bytes".formatted(length));
            }
            ByteBuffer payload = exactly(channel, length, Position.offset(position) + Frame.RECORD_HEADER_BYTES);
            if (Frame.crc(payload.duplicate()) != header.getInt(4)) {
                throw StoreFailure.corrupt(file, Position.offset(position), "a record's checksum is wrong");
            }
            byte[] bytes = new byte[length];
            payload.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw StoreFailure.unreadable(file, e);
        }
    }

    private static ByteBuffer exactly(FileChannel channel, int length, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException("the file ends at byte " + channel.size());
            }
        }
        return bytes.flip();
    }

    /** The numbers of the files that are there, in order. */
    static List<Integer> present(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Integer.valueOf(name.group(1)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw StoreFailure.unusable(directory, e);
        }
    }
}
