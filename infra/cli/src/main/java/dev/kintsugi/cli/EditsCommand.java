package dev.kintsugi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.EditReport;
import dev.kintsugi.core.edit.apply.Editor;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.edit.dialect.ReplyReader;
import dev.kintsugi.core.edit.tree.DirectoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Applies a coder's reply to a directory, tells what applying would do, or serves other programs line by line. */
@Command(
        name = "edits",
        description = "Apply the edits of a coder's reply.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EditsCommand.Apply.class, EditsCommand.DryRun.class, EditsCommand.Filter.class})
final class EditsCommand {
    /** How much of a reply without an edit is quoted, in lines. */
    private static final int QUOTED_LINES = 3;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final InputStream in;

    EditsCommand() {
        this(System.in);
    }

    EditsCommand(InputStream in) {
        this.in = in;
    }

    /** What apply and dry-run are told. */
    static final class Arguments {
        @Option(names = "--root", required = true, paramLabel = "DIR", description = "The directory to edit.")
        private @Nullable Path root;

        @Option(
                names = "--reply",
                required = true,
                paramLabel = "FILE|-",
                description = "The reply, - for standard input.")
        private @Nullable String reply;

        @Option(names = "--target", paramLabel = "PATH", description = "A file that may be written; repeat for more.")
        private List<String> targets = List.of();

        @Option(names = "--dialect", paramLabel = "NAME", description = "Read the reply in this dialect only.")
        private @Nullable String dialect;

        @Option(names = "--json", description = "Report as JSON.")
        private boolean json;
    }

    /** A call that cannot be carried out, with the words for its user. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String problem) {
            super(problem);
        }
    }

    /** {@code kintsugi edits apply}. */
    @Command(name = "apply", description = "Apply the edits.", mixinStandardHelpOptions = true)
    static final class Apply implements Callable<Integer> {
        @ParentCommand
        private EditsCommand edits = new EditsCommand();

        @Mixin
        private Arguments arguments = new Arguments();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            return edits.run(arguments, spec, false);
        }
    }

    /** {@code kintsugi edits dry-run}. */
    @Command(name = "dry-run", description = "Tell what applying would do.", mixinStandardHelpOptions = true)
    static final class DryRun implements Callable<Integer> {
        @ParentCommand
        private EditsCommand edits = new EditsCommand();

        @Mixin
        private Arguments arguments = new Arguments();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            return edits.run(arguments, spec, true);
        }
    }

    /** {@code kintsugi edits filter}. */
    @Command(
            name = "filter",
            description = {
                "Apply replies to texts: JSON lines in, JSON lines out, no disk.",
                "In:  {\"id\", \"files\": {path: text}, \"reply\", \"targets\"?, \"dialect\"?}",
                "Out: {\"id\", \"files\": {path: new text, null when deleted}, \"applied\", \"failed\", \"suggestions\"}"
            },
            mixinStandardHelpOptions = true)
    static final class Filter implements Callable<Integer> {
        @ParentCommand
        private EditsCommand edits = new EditsCommand();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            if (spec == null) {
                throw new IllegalStateException("picocli sets the specification before the call");
            }
            new EditsFilter(JSON).run(edits.in, spec.commandLine().getOut());
            return ExitCode.DONE;
        }
    }

    private int run(Arguments arguments, @Nullable CommandSpec spec, boolean dry) {
        if (spec == null || arguments.root == null || arguments.reply == null) {
            throw new IllegalStateException("picocli sets what is required before the call");
        }
        var out = spec.commandLine().getOut();
        try {
            DirectoryTree tree = treeAt(arguments.root);
            String reply = replyFrom(arguments.reply);
            Targets targets = Targets.of(arguments.targets);
            List<Edit> edits = ReplyReader.read(reply, dialectOf(arguments.dialect), targets.only());
            if (edits.isEmpty()) {
                throw new Unusable(noEditIn(reply));
            }
            EditReport report = dry ? Editor.dryRun(tree, edits, targets) : Editor.apply(tree, edits, targets);
            out.println(arguments.json ? JSON.writeValueAsString(report.summary()) : EditsText.of(report, dry));
            out.flush();
            return exitOf(report);
        } catch (Unusable unusable) {
            spec.commandLine().getErr().println("kintsugi: " + unusable.getMessage());
            return ExitCode.ERROR;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a report could not be written as JSON", impossible);
        }
    }

    private static int exitOf(EditReport report) {
        if (report.isComplete()) {
            return ExitCode.DONE;
        }
        return report.isPartial() ? ExitCode.PARTIAL : ExitCode.FAILED;
    }

    private static DirectoryTree treeAt(Path root) throws Unusable {
        if (!Files.isDirectory(root)) {
            throw new Unusable("--root " + root + " is not a directory");
        }
        try {
            return DirectoryTree.at(root);
        } catch (IOException unreadable) {
            throw new Unusable("--root " + root + " cannot be read");
        }
    }

    private String replyFrom(String name) throws Unusable {
        try {
            byte[] bytes = name.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(name));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException | java.nio.file.InvalidPathException unreadable) {
            throw new Unusable("the reply " + name + " cannot be read; name a file, or - for standard input");
        }
    }

    private static Optional<Dialect> dialectOf(@Nullable String name) throws Unusable {
        if (name == null) {
            return Optional.empty();
        }
        Optional<Dialect> dialect = Dialect.named(name);
        if (dialect.isEmpty()) {
            String known = Arrays.stream(Dialect.values()).map(Dialect::label).collect(Collectors.joining(", "));
            throw new Unusable("there is no dialect " + name + "; there are " + known);
        }
        return dialect;
    }

    /** Says that there is no edit, and shows how the reply begins. */
    static String noEditIn(String reply) {
        String begins = reply.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(QUOTED_LINES)
                .map(line -> line.length() > 120 ? line.substring(0, 117) + "..." : line)
                .collect(Collectors.joining(" / "));
        return begins.isEmpty() ? "the reply is empty" : "no edit found in the reply, which begins: " + begins;
    }
}
