package dev.kintsugi.cli;

import dev.kintsugi.cli.asl.AslCommand;
import dev.kintsugi.cli.work.ApproveCommand;
import dev.kintsugi.cli.work.CancelCommand;
import dev.kintsugi.cli.work.ContinueCommand;
import dev.kintsugi.cli.work.DemoCommand;
import dev.kintsugi.cli.work.DoctorCommand;
import dev.kintsugi.cli.work.ExplainCommand;
import dev.kintsugi.cli.work.InspectCommand;
import dev.kintsugi.cli.work.RedriveCommand;
import dev.kintsugi.cli.work.ReplayCommand;
import dev.kintsugi.cli.work.ReportCommand;
import dev.kintsugi.cli.work.ResetCommand;
import dev.kintsugi.cli.work.ResumeCommand;
import dev.kintsugi.cli.work.RetryCommand;
import dev.kintsugi.cli.work.RunCommand;
import dev.kintsugi.cli.work.ShowCommand;
import dev.kintsugi.cli.work.SkipCommand;
import dev.kintsugi.cli.work.StatusCommand;
import dev.kintsugi.cli.work.SubmitCommand;
import dev.kintsugi.cli.work.UpCommand;
import dev.kintsugi.cli.work.WatchCommand;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The root command and the program's entry point. */
@Command(
        name = "kintsugi",
        mixinStandardHelpOptions = true,
        version = "kintsugi 0.1.0",
        description = "AI coding work that never throws finished work away.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            StatusCommand.class,
            WatchCommand.class,
            ShowCommand.class,
            ExplainCommand.class,
            ReportCommand.class,
            ReplayCommand.class,
            ContinueCommand.class,
            ApproveCommand.class,
            InspectCommand.class,
            ResumeCommand.class,
            RetryCommand.class,
            SkipCommand.class,
            RedriveCommand.class,
            ResetCommand.class,
            CancelCommand.class,
            SubmitCommand.class,
            UpCommand.class,
            DoctorCommand.class,
            AslCommand.class,
            InitCommand.class,
            PlanCommand.class,
            ValidateCommand.class,
            CommandLine.HelpCommand.class,
            EditsCommand.class,
            PreviewCommand.class,
        })
public final class Kintsugi {
    private Kintsugi() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        quieten(arguments);
        System.exit(run(System.out, System.err, arguments));
    }

    /**
     * What functions log at info is for a cloud's log: a person at a terminal reads what the commands say. A cloud that
     * is left running is such a log.
     */
    private static void quieten(String... arguments) {
        boolean isCloud = arguments.length > 0 && arguments[0].equals("up");
        if (!isCloud && System.getenv("KINTSUGI_DEBUG") == null) {
            Logger.getLogger("").setLevel(Level.WARNING);
        }
    }

    /** Text in and out is UTF-8 whatever the locale says: plans, replies and JSON are. */
    static int run(OutputStream out, OutputStream err, String... arguments) {
        PrintWriter printed = new PrintWriter(out, false, StandardCharsets.UTF_8);
        int exit = commandLine(printed, new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
        printed.flush();
        return exit;
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return configured(new CommandLine(new Kintsugi()), out, err);
    }

    /** Settings reach the subcommands that are there already, so they come last. */
    static CommandLine configured(CommandLine commands, PrintWriter out, PrintWriter err) {
        return commands.setOut(out)
                .setErr(err)
                // "@file" is a value of some options, never a file of further arguments.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(oneLinePerBug())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Expected faults are answers of the commands themselves; what arrives here is a bug, told in one line. */
    private static IExecutionExceptionHandler oneLinePerBug() {
        return (bug, command, parsed) -> {
            command.getErr().printf("kintsugi: a bug in this program: %s%n", bug);
            if (System.getenv("KINTSUGI_DEBUG") == null) {
                command.getErr().println("kintsugi: set KINTSUGI_DEBUG=1 to see where it happened");
            } else {
                bug.printStackTrace(command.getErr());
            }
            return ExitCode.ERROR;
        };
    }
}
