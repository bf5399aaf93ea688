package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.cli.screen.Ending;
import dev.kintsugi.cli.screen.TaskRow;
import dev.kintsugi.cli.screen.Words;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.view.JobView;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kintsugi approve}: a person's word about one commit of a job. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Approves the commit that a job waits with, or rejects it.",
        footer = {
            "",
            "On this machine the job then goes on in this process, watched to its end.",
            "Exit: 0 done, 3 a person can move it on, 1 failed, 2 an error."
        })
public final class ApproveCommand extends WorkCommand {
    @Mixin
    private final ChosenJob chosen = new ChosenJob();

    @Option(names = "--reject", description = "Reject it: the comment becomes a finding and the coder tries again.")
    private boolean reject;

    @Option(names = "--comment", paramLabel = "TEXT", description = "What is wrong; needed to reject.")
    private String comment = "";

    @Option(
            names = "--commit",
            paramLabel = "ID",
            description = "The commit you looked at; another one is then not approved by mistake.")
    private @Nullable String commit;

    @Override
    int run() {
        if (reject && comment.isBlank()) {
            return refuse("--reject needs --comment TEXT: it is what the coder is told");
        }
        try (Cloud cloud = cloudArguments.openToWork(this::say)) {
            Api api = new Api(cloud);
            JobView job = api.job(chosen.id(api));
            if (job.task().status() != JobStatus.AWAITING_APPROVAL) {
                return refuse("%s is %s and waits for no approval"
                        .formatted(job.task().job(), TaskRow.status(job.task())));
            }
            String waiting = Objects.requireNonNullElse(job.task().commit(), "");
            if (commit != null && !waiting.startsWith(commit)) {
                return refuse("%s waits with commit %s, not %s: look again with 'kintsugi show %s'"
                        .formatted(
                                job.task().job(),
                                Words.shortened(waiting),
                                commit,
                                job.task().job()));
            }
            JsonNode answer = api.answer(job.task().job(), !reject, waiting, comment);
            say("%s %s at commit %s"
                    .formatted(reject ? "rejected" : "approved", job.task().job(), Words.shortened(waiting)));
            return cloud.isHere() ? goOn(api, job.project()) : told(api, job, answer);
        }
    }

    private int told(Api api, JobView job, JsonNode answer) {
        if (!output.forPeople()) {
            output.print(out(), answer, api.project(job.project()).summary());
        }
        return ExitCode.DONE;
    }

    private int goOn(Api api, String project) {
        WatchedProject end = new Follow(api, progress(), InstantSource.system()).untilAtRest(project);
        say("");
        say(Ending.of(end, cloudArguments.asOptions()).toArray(String[]::new));
        if (!output.forPeople()) {
            output.print(out(), RunCommand.json(end), end.summary());
        }
        return Exits.of(end);
    }
}
