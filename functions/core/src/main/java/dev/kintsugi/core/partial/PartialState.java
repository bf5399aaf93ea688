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
 * @param commit holds the edits that applied; none when none did
 * @param applied every edit that is in its file, or was made good by another
 * @param failed what is missing, whole
 */
public record PartialState(
        int cycle,
        int continues,
        Optional<CommitId> commit,
        List<EditRecord> applied,
        List<FailedEdit> failed,
        Instant at) {
    public PartialState {
        applied = List.copyOf(applied);
        failed = List.copyOf(failed);
    }
}
