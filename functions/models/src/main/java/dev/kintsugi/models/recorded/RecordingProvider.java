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

/**
 * Asks a real model and writes each reply into a folder that {@code recorded:} can play, as it came: the pieces of a
 * reply that was cut one by one, so that playing it joins them again. Nothing that was recorded is written over: the
 * same question is answered from its file and not paid again, another one of the same turn is refused before it costs.
 */
public final class RecordingProvider implements Provider {
    private static final int HEAD_LINES = 3;

    private final Provider real;
    private final RecordedReplies replies;
    private final RecordedModel recorded;

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
        try {
            if (Files.exists(file)) {
                return isOf(file, hash)
                        ? recorded.send(request, part)
                        : new ProviderReply.Refused(
                                "%s holds the reply to another question: record into an empty folder, or remove it"
                                        .formatted(file));
            }
            ProviderReply reply = real.send(request, part);
            if (reply instanceof ProviderReply.Replied replied) {
                write(file, replied.reply(), hash);
            }
            return reply;
        } catch (IOException full) {
            return new ProviderReply.Garbled(
                    "the reply could not be recorded in %s: %s".formatted(file, full.getMessage()));
        }
    }

    private static boolean isOf(Path file, String hash) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.limit(HEAD_LINES).anyMatch(ReplyFile.requestLine(hash)::equals);
        }
    }

    /** A reader sees the whole file or none. */
    private static void write(Path file, Reply reply, String hash) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(fresh, ReplyFile.write(reply, hash), StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
