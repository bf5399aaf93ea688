package dev.kintsugi.cli.work;

import dev.kintsugi.local.checks.Protection;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at this machine: what Kintsugi needs to run here, and what it would use if it were there. */
record Health(Path data, Map<String, String> environment, URI modelServer) {
    /** Where Ollama listens unless it is told otherwise. */
    static final URI OLLAMA = URI.create("http://localhost:11434/v1/models");

    /** Below this, a project of some size may fill the disk: histories, records, and the checkouts of checks. */
    static final long ENOUGH_BYTES = 1L << 30;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How bad something is. */
    enum Mark {
        OK,
        /** It works without. */
        NOTE,
        /** Nothing runs here before it is mended. */
        BAD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One thing that was looked at, what was found, and what would help. */
    record Finding(String subject, Mark mark, String text) {}

    List<Finding> look() {
        return List.of(java(), folder(), checks(), git(), models(), aws());
    }

    private static Finding java() {
        return new Finding("java", Mark.OK, System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    private Finding folder() {
        Path there = existing(data.toAbsolutePath());
        if (!Files.isDirectory(there)) {
            return new Finding("data", Mark.BAD, there + " is no folder; choose another with --data");
        }
        if (!Files.isWritable(there)) {
            return new Finding("data", Mark.BAD, there + " cannot be written; choose another with --data");
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String text = "%s, %,d MB free".formatted(data, free >> 20);
            return free < ENOUGH_BYTES
                    ? new Finding("data", Mark.NOTE, text + "; make room, or choose another disk with --data")
                    : new Finding("data", Mark.OK, text);
        } catch (IOException unknown) {
            return new Finding("data", Mark.NOTE, data + ": how much room it has cannot be told");
        }
    }

    /** The nearest folder above that is there; the rest is made when it is needed. */
    private static Path existing(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static Finding checks() {
        return Protection.lacking()
                .map(lack -> new Finding("checks", Mark.NOTE, lack))
                .orElseGet(() -> new Finding("checks", Mark.OK, "they run apart from your files and the network"));
    }

    private Finding git() {
        @Nullable Path found = onPath("git");
        return found != null
                ? new Finding("git", Mark.OK, found.toString())
                : new Finding(
                        "git", Mark.NOTE, "not on the path; nothing here needs it but you, to merge what is done");
    }

    private @Nullable Path onPath(String program) {
        String path = environment.getOrDefault("PATH", "");
        for (String folder : Pattern.compile(Pattern.quote(File.pathSeparator)).split(path, -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    private Finding models() {
        String where = modelServer.getHost() + ":" + modelServer.getPort();
        HttpRequest question =
                HttpRequest.newBuilder(modelServer).timeout(PATIENCE).build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            int status = client.send(question, BodyHandlers.discarding()).statusCode();
            return new Finding(
                    "models",
                    Mark.OK,
                    "a server answers at %s (status %d): openai:http://%s/v1#MODEL".formatted(where, status, where));
        } catch (IOException none) {
            return new Finding(
                    "models",
                    Mark.NOTE,
                    "nothing answers at %s; start a model server, or name another".formatted(where));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Finding("models", Mark.NOTE, "not asked");
        }
    }

    /** Only whether any are named: asking AWS whether they are good would cost a person seconds and need a network. */
    private Finding aws() {
        boolean named = environment.containsKey("AWS_ACCESS_KEY_ID")
                || environment.containsKey("AWS_PROFILE")
                || Files.isDirectory(Path.of(System.getProperty("user.home"), ".aws"));
        return named
                ? new Finding("aws", Mark.OK, "credentials are configured")
                : new Finding("aws", Mark.NOTE, "no credentials; only bedrock: models and --stack need them");
    }
}
