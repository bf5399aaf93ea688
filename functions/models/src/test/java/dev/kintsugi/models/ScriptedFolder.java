package dev.kintsugi.models;

import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.models.recorded.RecordedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A folder of replies, written as a person would write it. */
final class ScriptedFolder implements ScriptedModel {
    private final Path folder;
    private final CodingModel model;
    private final List<String> sent = new ArrayList<>();

    ScriptedFolder() throws IOException {
        folder = Files.createTempDirectory("kintsugi-replies-");
        model = new CarefulModel(listening(new RecordedModel(folder)), Requests.FACTS, ScriptedServer.NO_WAITING);
    }

    private Provider listening(Provider recorded) {
        return new Provider() {
            @Override
            public String name() {
                return recorded.name();
            }

            @Override
            public boolean onThisMachine() {
                return recorded.onThisMachine();
            }

            @Override
            public OptionalInt contextTokens() {
                return recorded.contextTokens();
            }

            @Override
            public String windowAdvice() {
                return recorded.windowAdvice();
            }

            @Override
            public ProviderReply send(ModelRequest request, int part) {
                sent.add(request.toString());
                return recorded.send(request, part);
            }
        };
    }

    @Override
    public boolean plays(Says says) {
        return switch (says) {
            case Says.Reply reply -> reply.counts() == Says.Counts.HONEST || reply.counts() == Says.Counts.MISSING;
            case Says.Trouble trouble ->
                switch (trouble) {
                    case CLOSES, TOO_LARGE, NOT_UTF8 -> true;
                    default -> false;
                };
        };
    }

    @Override
    public void script(List<Says> script) {
        for (int at = 0; at < script.size(); at++) {
            String part = at == 0 ? "" : "+" + at;
            write("add-login.coder.1.1" + part + ".md", script.get(at));
            if (at > 0) {
                write("add-login.coder.1." + (at + 1) + ".md", script.get(at));
            }
        }
    }

    private void write(String name, Says says) {
        StringBuilder file = new StringBuilder("--- reply\n");
        byte[] bytes = new byte[0];
        switch (says) {
            case Says.Reply reply -> {
                file.append("stop: ").append(reply.stop()).append('\n');
                reply.calls()
                        .forEach(call -> file.append("call: ")
                                .append(call.tool())
                                .append(' ')
                                .append(call.arguments())
                                .append('\n'));
                file.append("---\n").append(reply.text());
            }
            case Says.Trouble trouble -> {
                String fault = trouble == Says.Trouble.CLOSES ? "lost" : "too_large";
                file.append("fault: ").append(fault).append("\n---\n");
                bytes = trouble == Says.Trouble.NOT_UTF8 ? new byte[] {(byte) 0xff, (byte) 0xfe} : bytes;
            }
        }
        try {
            Files.write(
                    folder.resolve(name),
                    bytes.length > 0 ? bytes : file.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public CodingModel model() {
        return model;
    }

    @Override
    public int calls() {
        return sent.size();
    }

    @Override
    public String sent() {
        return String.join("\n", sent);
    }

    @Override
    public void close() {
        TestFolders.delete(folder);
    }
}
