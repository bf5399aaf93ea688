package dev.kintsugi.models;

import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.models.command.CommandModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A shell script in the place of an agent: call n runs {@code n.sh}, and the last one again and again. */
final class ScriptedCommand implements ScriptedModel {
    private static final String RUNNER = """
            dir=$1
            n=$(cat "$dir/calls")
            echo $((n + 1)) > "$dir/calls"
            cat >> "$dir/sent"
            last=$(cat "$dir/last")
            if [ "$n" -gt "$last" ]; then n=$last; fi
            . "$dir/$n.sh"
            """;

    private final Path folder;
    private final CodingModel model;

    ScriptedCommand(Timeouts timeouts) throws IOException {
        folder = Files.createTempDirectory("kintsugi-command-");
        Files.writeString(folder.resolve("agent.sh"), RUNNER);
        Files.writeString(folder.resolve("sent"), "");
        model = new CarefulModel(
                new CommandModel(
                        "/bin/sh '%s/agent.sh' '%s'".formatted(folder, folder),
                        Map.of("PATH", "/usr/bin:/bin", "AWS_SECRET_ACCESS_KEY", "very-secret"),
                        timeouts),
                Requests.FACTS,
                ScriptedServer.NO_WAITING);
    }

    @Override
    public boolean plays(Says says) {
        return switch (says) {
            // A program's output is its text: it has no calls, no reasons for stopping and no counts.
            case Says.Reply reply ->
                reply.calls().isEmpty()
                        && reply.stop().equals("end_turn")
                        && Set.of(Says.Counts.HONEST, Says.Counts.MISSING).contains(reply.counts());
            case Says.Trouble trouble ->
                switch (trouble) {
                    case BUSY, FLOODS, NOT_UTF8, UNKNOWN_MODEL -> true;
                    default -> false;
                };
        };
    }

    @Override
    public void script(List<Says> script) {
        try {
            for (int at = 0; at < script.size(); at++) {
                Files.writeString(folder.resolve(at + ".sh"), shell(script.get(at), at));
            }
            Files.writeString(folder.resolve("last"), String.valueOf(script.size() - 1));
            Files.writeString(folder.resolve("calls"), "0");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private String shell(Says says, int at) throws IOException {
        return switch (says) {
            case Says.Reply reply -> {
                Files.writeString(folder.resolve(at + ".txt"), reply.text());
                yield "cat \"$dir/%d.txt\"\n".formatted(at);
            }
            case Says.Trouble trouble ->
                switch (trouble) {
                    case BUSY -> "echo overloaded >&2; exit 75\n";
                    case FLOODS -> "while :; do cat \"$dir/agent.sh\" \"$dir/agent.sh\" /bin/sh; done\n";
                    case NOT_UTF8 -> "printf '\\377\\376'\n";
                    case UNKNOWN_MODEL -> "echo no such model >&2; exit 1\n";
                    default -> throw new IllegalArgumentException("no trouble of a command: " + trouble);
                };
        };
    }

    @Override
    public CodingModel model() {
        return model;
    }

    @Override
    public int calls() {
        try {
            return Integer.parseInt(Files.readString(folder.resolve("calls")).strip());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public String sent() {
        try {
            return Files.readString(folder.resolve("sent"), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        TestFolders.delete(folder);
    }
}
