package dev.kintsugi.cli.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.cli.ExitCode;
import dev.kintsugi.cli.api.Api;
import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.cli.api.Cloud;
import dev.kintsugi.cli.api.WatchedProject;
import dev.kintsugi.cli.screen.Ending;
import dev.kintsugi.cli.screen.Words;
import dev.kintsugi.core.view.ContinuePreview;
import dev.kintsugi.core.view.JobView;
import dev.kintsugi.core.view.Overview;
import dev.kintsugi.core.view.TaskLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A continue as a person sees it: what would happen, the question, what happens. */
final class Continuing {
    /** How often a cloud that is busy, or a job that has not moved yet, is asked again. */
    private static final int MOST_LOOKS = 50;

    private final WorkCommand command;
    private final Cloud cloud;
    private final Api api;

    Continuing(WorkCommand command, Cloud cloud) {
        this.command = command;
        this.cloud = cloud;
        this.api = new Api(cloud);
    }

    /** The job that is meant: the one written, or the only one that is partial. */
    String job(@Nullable String written) {
        if (written != null && written.contains(".")) {
            return written;
        }
        List<String> partial = new ArrayList<>();
        for (Overview project : api.projects()) {
            for (TaskLine task : api.project(project.id()).tasks()) {
                boolean isMeant =
                        written == null ? task.status().isPartial() : task.id().equalsIgnoreCase(written);
                if (isMeant) {
                    partial.add(task.job());
                }
            }
        }
        if (partial.size() == 1) {
            return partial.getFirst();
        }
        String why = written == null
                ? partial.isEmpty() ? "no job is partial" : "which job? these are partial:"
                : partial.isEmpty()
                        ? "no project has a task '" + written + "'"
                        : "several projects have '" + written + "'";
        throw ApiRefusal.unanswered(
                partial.stream().map(one -> System.lineSeparator() + "  " + one).reduce(why, String::concat));
    }

    int run(String job, Api.Wish wish, boolean dryRun, boolean yes) throws IOException {
        ContinuePreview preview = patiently(() -> api.previewContinue(job, wish));
        print(preview);
        if (dryRun) {
            if (!command.output.forPeople()) {
                command.output.print(command.out(), Api.json(preview), preview.text());
            }
            return ExitCode.DONE;
        }
        if (preview.asks() && !yes && !confirmed(preview.model())) {
            command.warn("nothing was done: %s would be asked and may cost money; --yes says that it may"
                    .formatted(preview.model()));
            return ExitCode.PARTIAL;
        }
        Follow follow = new Follow(api, command.progress(), InstantSource.system());
        if (cloud.isHere()) {
            follow.knowing(api.project(api.job(job).project()));
        }
        JsonNode answer = begin(api, job, wish);
        command.say(answer.path("text").asText());
        return cloud.isHere() ? follow(follow, job, preview.continues()) : told(answer);
    }

    private void print(ContinuePreview preview) {
        command.say("%s, at commit %s".formatted(preview.job(), Words.shortened(preview.commit())));
        for (ContinuePreview.Edit edit : preview.edits()) {
            String line = edit.line() > 0 ? ":" + edit.line() : "";
            String reason = edit.reason();
            command.say("  %s  %s%s  %s: %s"
                    .formatted(
                            edit.id(),
                            command.screen().plain(edit.file()),
                            line,
                            edit.outcome(),
                            command.screen().plain(edit.preview())));
            if (reason != null) {
                command.say("      " + command.screen().plain(reason));
            }
        }
        command.say(preview.text());
    }

    private boolean confirmed(String model) throws IOException {
        if (model.startsWith("recorded:") || model.startsWith("command:")) {
            return true;
        }
        if (!command.canAsk()) {
            return false;
        }
        command.out().print("Go on? [Y/n] ");
        command.out().flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("|y|yes");
    }

    private int told(JsonNode answer) {
        if (!command.output.forPeople()) {
            command.output.print(command.out(), answer, answer.path("text").asText());
        }
        return ExitCode.DONE;
    }

    /** Continues, and says it again while the last execution is only just ending. */
    static JsonNode begin(Api api, String job, Api.Wish wish) {
        return patiently(() -> api.continueJob(job, wish));
    }

    private int follow(Follow follow, String job, int before) {
        WatchedProject end = follow.untilAtRest(waitUntilItMoves(api, job, before));
        command.say("");
        command.say(Ending.of(end, command.cloudArguments.asOptions()).toArray(String[]::new));
        if (!command.output.forPeople()) {
            command.output.print(command.out(), RunCommand.json(end), end.summary());
        }
        return Exits.of(end);
    }

    /** Between the wish and the moment when the job is let in it still is partial; the wait is for that moment. */
    static String waitUntilItMoves(Api api, String job, int before) {
        JobView view = api.job(job);
        for (int looks = 0; looks < MOST_LOOKS && view.task().status().isPartial(); looks++) {
            if (api.partial(job).map(state -> state.continues() > before).orElse(false)) {
                break;
            }
            Follow.pause();
            view = api.job(job);
        }
        return view.project();
    }

    private interface Call<T> {
        T make();
    }

    /** The last execution may be just about to end: the cloud says that it is busy, and is asked again. */
    private static <T> T patiently(Call<T> call) {
        for (int looks = 1; ; looks++) {
            try {
                return call.make();
            } catch (ApiRefusal refused) {
                if (!refused.isBusy() || looks >= MOST_LOOKS) {
                    throw refused;
                }
                Follow.pause();
            }
        }
    }
}
