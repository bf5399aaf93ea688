package dev.kintsugi.core.partial;

import dev.kintsugi.core.job.EditRecord;
import dev.kintsugi.core.workspace.CommitId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is done of a round and what is not.
 *
 * @param cycle the cycle that stays open until nothing is missing
 * @param continues how often it was tried to get the rest in
 * @param turns turns of the coder's session in this cycle so far: a continue goes on behind them
 * @param commit holds the edits that applied; none when none did
 * @param seen the commit whose files the missing edits were written for
 * @param model the model that was asked for them last
 * @param applied every edit that is in its file
 * @param failed what is missing, whole
 */
public record PartialState(
        int cycle,
        int continues,
        int turns,
        Optional<CommitId> commit,
        CommitId seen,
        String model,
        List<EditRecord> applied,
        List<FailedEdit> failed,
        Instant at) {
    /** Continues after which the same model is not asked any more. */
    public static final int MAX_CONTINUES = 10;

    public PartialState {
        applied = List.copyOf(applied);
        failed = List.copyOf(failed);
    }

    /** Whether this model may still be asked for what is missing: another one always may. */
    public boolean mayAsk(String spec) {
        return continues < MAX_CONTINUES || !spec.equals(model);
    }
}
