package dev.kintsugi.models.recorded;

import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelCard;
import dev.kintsugi.core.model.ModelRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Asks a real model and writes each whole reply into a folder that {@code recorded:} can play. A cut reply arrives here
 * already joined, so one exchange is one file.
 */
public final class RecordingModel implements CodingModel {
    private final CodingModel real;
    private final RecordedReplies replies;

    public RecordingModel(CodingModel real, Path folder) {
        this.real = real;
        this.replies = new RecordedReplies(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException noFolder) {
            throw new IllegalArgumentException(
                    "--record: %s cannot be made: %s".formatted(folder, noFolder.getMessage()));
        }
    }

    @Override
    public ModelCard card() {
        return real.card();
    }

    @Override
    public ModelAnswer ask(ModelRequest request) {
        ModelAnswer answer = real.ask(request);
        if (!(answer instanceof ModelAnswer.Answered answered)) {
            return answer;
        }
        Path file = replies.fileFor(answered.exchange().turn());
        try {
            write(file, answered.exchange());
            return answer;
        } catch (IOException full) {
            return new ModelAnswer.Unusable(
                    "the reply could not be recorded in %s: %s".formatted(file, full.getMessage()),
                    answer.spentMicroDollars());
        }
    }

    /** A reader sees the whole file or none. */
    private static void write(Path file, Exchange exchange) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(fresh, ReplyFile.write(exchange.reply()), StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
