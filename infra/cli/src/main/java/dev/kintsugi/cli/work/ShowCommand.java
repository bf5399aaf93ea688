package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.screen.Story;
import dev.kintsugi.cli.screen.TaskRow;
import dev.kintsugi.cli.screen.Words;
import dev.kintsugi.core.view.CycleView;
import dev.kintsugi.core.view.JobView;
import dev.kintsugi.core.view.PartialView;
import dev.kintsugi.core.view.TaskLine;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kintsugi show}: one job, cycle by cycle. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows one job: its cycles, commits, findings and cost, and the edits it lacks.",
        footer = {"", "Exit: 0 shown, 2 it cannot be."})
public final class ShowCommand extends WorkCommand {
    @Mixin
    private final ChosenJob chosen = new ChosenJob();

    @Override
    int run() {
        try (Cloud cloud = cloudArguments.open()) {
            Api api = new Api(cloud);
            JobView job = api.job(chosen.id(api));
            Optional<PartialView> partial = job.task().status().isComplete()
                    ? Optional.empty()
                    : api.partial(job.task().job());
            if (output.isJson()) {
                ObjectNode json = Api.json(job);
                partial.ifPresent(state -> json.set("partial", Api.json(state)));
                out().println(json.toPrettyString());
            } else if (output.forPeople()) {
                print(job);
                partial.ifPresent(
                        state -> new MissingEditsText(screen()).lines(state).forEach(this::say));
            } else {
                output.print(out(), Api.json(job), line(job.task()));
            }
            return ExitCode.DONE;
        }
    }

    private static String line(TaskLine task) {
        return "%s | %s | cycle %d/%d | %s"
                .formatted(
                        task.job(), TaskRow.status(task), task.cycle(), task.maxCycles(), Words.money(task.costUsd()));
    }

    private void print(JobView job) {
        TaskLine task = job.task();
        String commit = Objects.requireNonNullElse(task.commit(), "");
        say(task.job() + (task.title().isEmpty() ? "" : ": " + task.title()));
        say("  status  " + TaskRow.status(task) + (task.reason() == null ? "" : ": " + task.reason()));
        if (task.note() != null) {
            say("  waits   " + task.note());
        }
        if (!task.blockedBy().isEmpty()) {
            say("  behind  " + String.join(", ", task.blockedBy()));
        }
        if (task.healing() != null) {
            say("  healing " + screen().plain(task.healing()).replaceFirst("^healing ", ""));
        }
        if (task.standsFor() != null) {
            say("  heals   " + task.standsFor());
        }
        if (!task.waitsFor().isEmpty()) {
            say("  behind  " + String.join(", ", task.waitsFor()) + ", which heals what it waits for");
        }
        say("  cost    %s of %s".formatted(Words.money(task.costUsd()), Words.money(task.budgetUsd())));
        say("  branch  " + job.branch() + (commit.isEmpty() ? "" : " at " + Words.shortened(commit)));
        job.cycles().forEach(this::print);
        if (!commit.isEmpty() && job.base() != null) {
            say("", "All of it: git diff %s %s".formatted(Words.shortened(job.base()), Words.shortened(commit)));
        }
    }

    private void print(CycleView cycle) {
        say("", "Cycle " + cycle.number() + "  " + Words.money(cycle.costUsd()));
        Story.of(cycle).forEach(line -> say("  " + screen().plain(line)));
        if (!cycle.summary().isBlank()) {
            say("  \"" + screen().plain(cycle.summary()) + "\"");
        }
        cycle.files()
                .forEach(file -> say("    " + screen().plain(file)
                        + (cycle.outside().contains(file) ? "  (outside the task's scope)" : "")));
        Story.untold(cycle).forEach(finding -> say("  " + screen().plain(Story.shown(finding))));
    }
}
