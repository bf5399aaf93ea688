package dev.kintsugi.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints: the writers of the command line that runs it, which tests replace. */
public final class Output {
    private Output() {}

    public static PrintWriter of(@Nullable CommandSpec spec) {
        return running(spec).commandLine().getOut();
    }

    public static PrintWriter errorsOf(@Nullable CommandSpec spec) {
        return running(spec).commandLine().getErr();
    }

    private static CommandSpec running(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("a command is run by picocli, which gives it its spec");
        }
        return spec;
    }
}
