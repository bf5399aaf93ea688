package dev.kintsugi.cli;

import dev.kintsugi.core.plan.read.PlanTemplate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kintsugi init}: a plan to begin with. It never touches a file that is there. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Writes a small, commented plan to begin with.",
        footer = {"", "Exit: 0 written, 2 not; a file that exists is never overwritten."})
final class InitCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "plan",
            description = "The folder to write it to, made when it is missing (default: ${DEFAULT-VALUE}).")
    private String folder = "plan";

    @Override
    public Integer call() {
        try {
            return write(Path.of(folder));
        } catch (InvalidPathException e) {
            return refuse("no folder can have that name: " + e.getReason());
        } catch (FileAlreadyExistsException e) {
            return refuse(e.getFile() + " exists and is no folder: name another");
        } catch (IOException e) {
            return refuse("nothing could be written to " + folder + ": " + e);
        }
    }

    private int write(Path plan) throws IOException {
        Path name = plan.toAbsolutePath().normalize().getFileName();
        Map<String, String> files = PlanTemplate.files(nameFor(name == null ? "" : name.toString()));
        List<Path> taken = files.keySet().stream()
                .map(plan::resolve)
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .toList();
        if (!taken.isEmpty()) {
            return refuse(taken.getFirst() + " exists, and nothing is overwritten: name another folder");
        }
        Files.createDirectories(plan);
        PrintWriter out = Output.of(spec);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = plan.resolve(file.getKey());
            Files.writeString(path, file.getValue(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            out.println("wrote " + path);
        }
        out.println();
        out.println("next: kintsugi plan " + plan);
        return ExitCode.DONE;
    }

    /** A name that a project may have, whatever the folder is called. */
    private static String nameFor(String folder) {
        String plain = folder.replaceAll("[^A-Za-z0-9 _.-]", "").strip();
        return plain.isEmpty()
                ? "My project"
                : plain.length() > MAX_NAME_CHARS ? plain.substring(0, MAX_NAME_CHARS) : plain;
    }

    private static final int MAX_NAME_CHARS = 25;

    private int refuse(String message) {
        Output.errorsOf(spec).println("kintsugi init: " + message);
        return ExitCode.ERROR;
    }
}
