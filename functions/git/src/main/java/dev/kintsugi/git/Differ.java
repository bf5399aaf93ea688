package dev.kintsugi.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.workspace.DiffText;
import dev.kintsugi.core.workspace.FileDelta;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Tells two trees apart, as a list of files and as a text. */
final class Differ {
    /** Files above this size, in bytes, are told to differ, without their lines. */
    static final int MAXIMUM_TEXT_BYTES = 2 * 1024 * 1024;

    private static final int MOST_BYTES_OF_A_CHARACTER = 4;

    private final ObjectReader reader;

    Differ(ObjectReader reader) {
        this.reader = reader;
    }

    List<FileDelta> files(ObjectId from, ObjectId to) throws IOException {
        TreeDifference difference = TreeDifference.between(reader, from, to);
        List<FileDelta> deltas = new ArrayList<>();
        for (DiffEntry entry : difference.entries()) {
            String path = PathText.of(difference.name(entry));
            deltas.add(
                    switch (entry.getChangeType()) {
                        case ADD -> new FileDelta(FileDelta.Kind.ADDED, path, Optional.empty());
                        case MODIFY -> new FileDelta(FileDelta.Kind.CHANGED, path, Optional.empty());
                        case DELETE -> new FileDelta(FileDelta.Kind.DELETED, path, Optional.empty());
                        case RENAME, COPY ->
                            new FileDelta(
                                    FileDelta.Kind.RENAMED, path, Optional.of(PathText.of(difference.before(entry))));
                    });
        }
        return deltas;
    }

    DiffText text(ObjectId from, ObjectId to, int mostCharacters) throws IOException {
        TreeDifference difference = TreeDifference.between(reader, from, to);
        StringBuilder text = new StringBuilder();
        List<String> leftOut = new ArrayList<>();
        for (DiffEntry entry : difference.entries()) {
            int room = mostCharacters - text.length();
            Optional<String> one = room <= 0 ? Optional.empty() : text(entry, room);
            if (one.isPresent() && one.get().length() <= room) {
                text.append(one.get());
            } else {
                leftOut.add(PathText.of(difference.name(entry)));
            }
        }
        return new DiffText(text.toString(), leftOut);
    }

    /** One file's part, or nothing when there is surely no room for it. */
    private Optional<String> text(DiffEntry entry, int room) throws IOException {
        Bounded out = new Bounded((long) MOST_BYTES_OF_A_CHARACTER * room);
        try (DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.setReader(reader, new Config());
            formatter.setBinaryFileThreshold(MAXIMUM_TEXT_BYTES);
            formatter.format(entry);
            formatter.flush();
            return Optional.of(out.toString(UTF_8));
        } catch (Bounded.Full full) {
            return Optional.empty();
        }
    }

    /** Takes so many bytes and no more. */
    private static final class Bounded extends ByteArrayOutputStream {
        private final long room;

        Bounded(long room) {
            this.room = room;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (count + (long) length > room) {
                throw new Full();
            }
            super.write(bytes, from, length);
        }

        @Override
        public synchronized void write(int one) {
            if (count >= room) {
                throw new Full();
            }
            super.write(one);
        }

        /** No more room. */
        static final class Full extends RuntimeException {
            private static final long serialVersionUID = 1L;

            Full() {
                super("no more room", null, false, false);
            }
        }
    }
}
