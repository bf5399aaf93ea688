package dev.kintsugi.models.recorded;

import dev.kintsugi.core.model.ModelJson;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.models.Provider;
import dev.kintsugi.models.ProviderReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Asks a real model and writes each reply into a folder that {@code recorded:} can play, as it came: the pieces of a
 * reply that was cut one by one, so that playing it joins them again. Nothing that was recorded is written over: the
 * same question is answered from its file and not paid again, another one of the same turn is refused before it costs.
 */
public final class RecordingProvider implements Provider {
    private static final int HEAD_LINES = 3;

    /** Room that is taken on the disk before a question is asked, in bytes: more than most replies need. */
    static final int RESERVED_BYTES = 256 * 1024;

    private final Provider real;
    private final RecordedReplies replies;
    private final RecordedModel recorded;

    /** Why a reply that was given could not be recorded. */
    private volatile @Nullable String unrecorded;

    public RecordingProvider(Provider real, Path folder) {
        this.real = real;
        try {
            Files.createDirectories(folder);
        } catch (IOException noFolder) {
            throw new IllegalArgumentException(
                    "--record: %s cannot be made: %s".formatted(folder, noFolder.getMessage()));
        }
        this.replies = new RecordedReplies(folder);
        this.recorded = new RecordedModel(folder);
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public boolean onThisMachine() {
        return real.onThisMachine();
    }

    @Override
    public OptionalInt contextTokens() {
        return real.contextTokens();
    }

    @Override
    public String windowAdvice() {
        return real.windowAdvice();
    }

    @Override
    public ProviderReply send(ModelRequest request, int part) {
        Path file = replies.fileFor(request.turn(), part);
        String hash = ModelJson.hash(request);
        if (unrecorded != null) {
            return new ProviderReply.Refused(unrecorded);
        }
        try {
            if (Files.exists(file)) {
                return isOf(file, hash)
                        ? recorded.send(request, part)
                        : new ProviderReply.Refused(
                                "%s holds the reply to another question: record into an empty folder, or remove it"
                                        .formatted(file));
            }
            reserve(file);
        } catch (IOException noRoom) {
            return new ProviderReply.Refused(cannotRecord(file, noRoom) + ", so nothing was asked");
        }
        ProviderReply reply = real.send(request, part);
        record(file, hash, reply);
        return reply;
    }

    /** What was paid for is used, recorded or not; a recording with a gap is not carried on. */
    private void record(Path file, String hash, ProviderReply reply) {
        try {
            if (reply instanceof ProviderReply.Replied replied) {
                write(file, replied.reply(), hash);
            } else {
                Files.deleteIfExists(unfinished(file));
            }
        } catch (IOException noRoom) {
            unrecorded = cannotRecord(file, noRoom) + ", so the recording has a gap and nothing more is asked";
        }
    }

    private static String cannotRecord(Path file, IOException why) {
        return "--record: %s cannot be written: %s".formatted(file, why.getMessage());
    }

    /** Takes room before the reply costs anything: a full disk is told in time. */
    private static void reserve(Path file) throws IOException {
        Files.write(unfinished(file), new byte[RESERVED_BYTES]);
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static boolean isOf(Path file, String hash) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.limit(HEAD_LINES).anyMatch(ReplyFile.requestLine(hash)::equals);
        }
    }

    /** A reader sees the whole file or none. */
    private static void write(Path file, Reply reply, String hash) throws IOException {
        Path fresh = unfinished(file);
        Files.writeString(fresh, ReplyFile.write(reply, hash), StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
