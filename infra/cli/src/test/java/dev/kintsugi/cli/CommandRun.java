package dev.kintsugi.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One command, run as a user would, with what it printed and its exit code. */
public record CommandRun(int exit, String out, String err) {
    public static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Kintsugi.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
        return new CommandRun(exit, out.toString(), err.toString());
    }
}
