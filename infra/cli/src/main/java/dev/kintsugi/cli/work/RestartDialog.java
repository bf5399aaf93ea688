package dev.kintsugi.cli.work;

import dev.kintsugi.cli.screen.RestartView;
import dev.kintsugi.core.view.Inspection;
import dev.kintsugi.core.view.Inspection.TaskState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks a person how a project is to go on. An answer is a line, so it works wherever text does: over ssh, without a
 * terminal, from a pipe. No answer at all is quit.
 */
final class RestartDialog {
    private final RestartView view;
    private final PrintWriter out;
    private final BufferedReader in;

    RestartDialog(RestartView view, PrintWriter out, BufferedReader in) {
        this.view = view;
        this.out = out;
        this.in = in;
    }

    /** What was decided. */
    sealed interface Choice {
        record Resume() implements Choice {}

        record Reset() implements Choice {}

        record Retry(List<String> tasks) implements Choice {
            public Retry {
                tasks = List.copyOf(tasks);
            }
        }

        record Skip(List<String> tasks) implements Choice {
            public Skip {
                tasks = List.copyOf(tasks);
            }
        }

        record Abort() implements Choice {}

        record Quit() implements Choice {}
    }

    /** The dialog that fits how the project stands: whether to resume, or what to do about its failures. */
    Choice ask(Inspection project) throws IOException {
        return project.next() == Inspection.Next.FAILURES ? failures(project) : resume(project);
    }

    Choice resume(Inspection project) throws IOException {
        say(view.resume(project));
        while (true) {
            String line = in.readLine();
            switch (line == null ? "q" : line.strip().toLowerCase(Locale.ROOT)) {
                case "" -> {
                    return new Choice.Resume();
                }
                case "r" -> {
                    return isSure(project) ? new Choice.Reset() : new Choice.Quit();
                }
                case "q" -> {
                    return new Choice.Quit();
                }
                default -> say(List.of("enter, r or q"));
            }
        }
    }

    /** The second question of a reset. */
    boolean isSure(Inspection project) throws IOException {
        out.printf(
                Locale.ROOT,
                "Begin all %d tasks of %s again, on branches of their own? What was done stays on the old ones. [y/N] ",
                project.total(),
                project.project());
        out.flush();
        String line = in.readLine();
        return line != null && line.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** A number moves the cursor; a blank marks the task there; without marks r takes the one at the cursor, s all. */
    Choice failures(Inspection project) throws IOException {
        int cursor = 0;
        Set<Integer> marked = new TreeSet<>();
        while (true) {
            say(view.failures(project, cursor, marked));
            String line = in.readLine();
            if (line == null) {
                return new Choice.Quit();
            }
            if (line.equals(" ")) {
                if (!marked.remove(cursor)) {
                    marked.add(cursor);
                }
                continue;
            }
            switch (line.strip().toLowerCase(Locale.ROOT)) {
                case "r" -> {
                    return new Choice.Retry(named(project, marked.isEmpty() ? Set.of(cursor) : marked));
                }
                case "s" -> {
                    return new Choice.Skip(marked.isEmpty() ? List.of() : named(project, marked));
                }
                case "a" -> {
                    return new Choice.Abort();
                }
                case "q" -> {
                    return new Choice.Quit();
                }
                case "j" -> cursor = Math.min(cursor + 1, project.failures().size() - 1);
                case "k" -> cursor = Math.max(cursor - 1, 0);
                default -> {
                    if (line.strip().matches("[0-9]{1,4}")) {
                        cursor = Math.clamp(
                                Integer.parseInt(line.strip()) - 1L,
                                0,
                                project.failures().size() - 1);
                    }
                }
            }
        }
    }

    private static List<String> named(Inspection project, Set<Integer> at) {
        List<TaskState> failures = project.failures();
        return at.stream().map(index -> failures.get(index).task()).toList();
    }

    private void say(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }
}
