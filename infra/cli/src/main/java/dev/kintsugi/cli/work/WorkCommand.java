package dev.kintsugi.cli.work;

import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.Output;
import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.cli.screen.LiveProgress;
import dev.kintsugi.cli.screen.PlainProgress;
import dev.kintsugi.cli.screen.Progress;
import dev.kintsugi.cli.screen.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands about projects have in common: a cloud, a form of output, and one way to say no. */
public abstract class WorkCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    final CloudArguments cloudArguments = new CloudArguments();

    @Mixin
    final OutputArguments output = new OutputArguments();

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (ApiRefusal refused) {
            return refuse(refused);
        } catch (IOException failed) {
            return refuse(String.valueOf(failed.getMessage()));
        }
    }

    abstract int run() throws IOException;

    PrintWriter out() {
        return Output.of(spec);
    }

    /** Lines for people, or nowhere when none were asked for. */
    void say(String... lines) {
        if (output.forPeople()) {
            for (String line : lines) {
                out().println(Screen.harmless(line));
            }
            out().flush();
        }
    }

    void warn(String line) {
        Output.errorsOf(spec).println("kintsugi: " + Screen.harmless(line));
    }

    int refuse(String reason) {
        warn(reason);
        return ExitCode.ERROR;
    }

    private int refuse(ApiRefusal refused) {
        warn(String.valueOf(refused.getMessage()));
        refused.problems().forEach(problem -> Output.errorsOf(spec).println("  " + Screen.harmless(problem)));
        return ExitCode.ERROR;
    }

    Screen screen() {
        return Terminal.screen(System.getenv());
    }

    /** Drawn again on a terminal, line by line elsewhere, not at all when nobody wants to see it. */
    Progress progress() {
        Screen screen = screen();
        if (!output.forPeople()) {
            return Progress.SILENT;
        }
        return screen.terminal() ? new LiveProgress(out(), screen) : new PlainProgress(out(), screen);
    }

    /** Whether a person can be asked. */
    boolean canAsk() {
        return output.forPeople() && Terminal.hasKeyboard(System.getenv());
    }

    static Map<String, String> environment() {
        return System.getenv();
    }
}
