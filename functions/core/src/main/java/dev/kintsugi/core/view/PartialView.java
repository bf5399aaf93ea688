package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.kintsugi.core.edit.Candidate;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.Outcome;
import dev.kintsugi.core.edit.apply.Suggestions;
import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.partial.FailedEdit;
import dev.kintsugi.core.partial.PartialState;
import dev.kintsugi.core.workspace.CommitId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job has and what it lacks.
 *
 * @param status of the job: a state stands also while it is continued
 * @param continues how often it was tried to get the rest in, and the most with one model
 * @param commit holds the applied edits
 * @param model the one that was asked last
 * @param obstacle why the last continue came to nothing, when something stopped it
 * @param suggestions what a person might do, most useful first
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartialView(
        String job,
        JobStatus status,
        int cycle,
        int continues,
        int maxContinues,
        @Nullable String commit,
        String model,
        @Nullable String obstacle,
        List<AppliedEdit> applied,
        List<MissingEdit> failed,
        List<String> suggestions,
        Instant at) {
    /** Characters of edits that are shown whole in one answer; those behind them have their previews. */
    public static final int MAX_TEXT = 1_000_000;

    public PartialView {
        applied = List.copyOf(applied);
        failed = List.copyOf(failed);
        suggestions = List.copyOf(suggestions);
    }

    static PartialView of(JobId job, JobStatus status, PartialState state, @Nullable String obstacle) {
        List<MissingEdit> failed = new ArrayList<>();
        int left = MAX_TEXT;
        for (FailedEdit edit : state.failed()) {
            MissingEdit shown = MissingEdit.of(edit, left);
            left -= shown.length();
            failed.add(shown);
        }
        return new PartialView(
                job.toString(),
                status,
                state.cycle(),
                state.continues(),
                PartialState.MAX_CONTINUES,
                state.commit().map(CommitId::hex).orElse(null),
                state.model(),
                obstacle,
                state.applied().stream().map(AppliedEdit::of).toList(),
                failed,
                Suggestions.after(state.failed().stream()
                        .<Outcome>map(FailedEdit::outcome)
                        .toList()),
                state.at());
    }

    /**
     * An edit that is in its file.
     *
     * @param outcome how it was matched
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AppliedEdit(String id, String file, int line, String outcome) {
        static AppliedEdit of(EditRecord edit) {
            return new AppliedEdit(edit.id(), edit.path(), edit.line(), edit.outcome());
        }
    }

    /**
     * An edit that is not.
     *
     * @param kind what sort of edit: {@code replace}, {@code write}, {@code delete}, {@code move}, {@code unreadable}
     * @param line the line it probably meant, from 1; 0 when nobody knows
     * @param find what it looks for, whole; left out when there is too much
     * @param replace what is to stand there instead, whole
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MissingEdit(
            String id,
            String file,
            String kind,
            String preview,
            String reason,
            int line,
            List<Candidate> candidates,
            @Nullable String find,
            @Nullable String replace) {
        public MissingEdit {
            candidates = List.copyOf(candidates);
        }

        static MissingEdit of(FailedEdit failed, int most) {
            Outcome.Failed outcome = failed.outcome();
            Texts texts = Texts.of(outcome.edit());
            boolean whole = texts.find().length() + texts.replace().length() <= most;
            return new MissingEdit(
                    failed.id(),
                    outcome.file(),
                    texts.kind(),
                    outcome.edit().preview(),
                    outcome.reason().text(),
                    outcome.suggestedLine(),
                    outcome.candidates(),
                    whole ? texts.find() : null,
                    whole ? texts.replace() : null);
        }

        int length() {
            return (find == null ? 0 : find.length()) + (replace == null ? 0 : replace.length());
        }
    }

    private record Texts(String kind, String find, String replace) {
        static Texts of(Edit edit) {
            return switch (edit) {
                case Edit.Replace replace -> new Texts("replace", replace.find(), replace.replace());
                case Edit.Write write -> new Texts("write", "", write.content());
                case Edit.Delete delete -> new Texts("delete", delete.expected(), "");
                case Edit.Move move -> new Texts("move", "", move.to());
                case Edit.Unreadable unreadable -> new Texts("unreadable", unreadable.text(), "");
            };
        }
    }
}
