package dev.kintsugi.models.recorded;

import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.TokenEstimate;
import dev.kintsugi.core.model.Usage;
import dev.kintsugi.models.Provider;
import dev.kintsugi.models.ProviderReply;
import dev.kintsugi.models.StrictUtf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** A model that says what is written in a folder. It keeps no place of its own: the turn alone decides the file. */
public final class RecordedModel implements Provider {
    /** A recorded reply at most, in bytes: three for each character of a reply, and the head. */
    static final long MAX_FILE_BYTES = 3L * Reply.MAX_CHARACTERS + 64 * 1024;

    private final RecordedReplies replies;

    public RecordedModel(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("recorded: %s is no folder".formatted(folder));
        }
        this.replies = new RecordedReplies(folder);
    }

    @Override
    public String name() {
        return "recorded";
    }

    @Override
    public String windowAdvice() {
        return "The window of recorded replies is what context_tokens says.";
    }

    @Override
    public ProviderReply send(ModelRequest request, int part) {
        Optional<Path> file = replies.find(request.turn(), part);
        if (file.isEmpty()) {
            return new ProviderReply.Refused(replies.missed(request.turn(), part));
        }
        try {
            if (Files.size(file.get()) > MAX_FILE_BYTES) {
                return new ProviderReply.Garbled(
                        "%s is larger than the %d bytes that are read".formatted(file.get(), MAX_FILE_BYTES));
            }
            return StrictUtf8.decode(Files.readAllBytes(file.get()))
                    .map(text -> reply(ReplyFile.parse(text), request))
                    .orElseGet(() -> new ProviderReply.Garbled(file.get() + " is no UTF-8 text"));
        } catch (IOException unreadable) {
            return new ProviderReply.Refused("%s cannot be read: %s".formatted(file.get(), unreadable.getMessage()));
        } catch (IllegalArgumentException bad) {
            return new ProviderReply.Refused("%s: %s".formatted(file.get(), bad.getMessage()));
        }
    }

    private static ProviderReply reply(ReplyFile file, ModelRequest request) {
        if (file.fault().isPresent()) {
            return fault(file.fault().get());
        }
        // A recorded count says nothing of today's prompt, so it counts as cost and not as a measure.
        Usage usage = file.usage()
                .map(told -> new Usage(told.input(), told.output(), told.cacheRead(), told.cacheWrite(), false))
                .orElseGet(() -> Usage.estimated(TokenEstimate.atMost(request), TokenEstimate.atMost(file.text())));
        return new ProviderReply.Replied(
                new Reply(file.text(), file.calls(), file.stop(), usage),
                !request.toolbox().isEmpty());
    }

    private static ProviderReply fault(RecordedFault fault) {
        String reason = "so it is recorded";
        return switch (fault) {
            case OVERLOADED -> new ProviderReply.Busy(reason, Optional.empty());
            case UNREACHABLE -> new ProviderReply.Unreachable(reason);
            case LOST -> new ProviderReply.Lost(reason);
            case GARBLED -> new ProviderReply.Garbled(reason);
            case TOO_LARGE -> new ProviderReply.TooLarge(reason, OptionalInt.empty());
            case REFUSED -> new ProviderReply.Refused(reason);
        };
    }
}
