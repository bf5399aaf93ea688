package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How much a command says, and in which form. */
final class OutputArguments {
    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    @Option(names = "--summary", description = "Print one line of counts.")
    private boolean summary;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors; the exit code tells.")
    private boolean quiet;

    /** Whether sentences for people are wanted. */
    boolean forPeople() {
        return !json && !summary && !quiet;
    }

    boolean isJson() {
        return json;
    }

    /** Prints the answer in a form for programs, if one was asked for. */
    void print(PrintWriter out, JsonNode answer, String line) {
        if (json) {
            out.println(answer.toPrettyString());
        } else if (summary) {
            out.println(line);
        }
        out.flush();
    }
}
