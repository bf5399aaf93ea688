package dev.kintsugi.core.round;

import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.End;
import dev.kintsugi.core.push.PushWork;
import dev.kintsugi.core.push.PushedWork;
import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.MergeConflict;
import dev.kintsugi.core.workspace.PushIntent;
import java.util.List;

/** What became of pushing the intent that stands on the job's record. */
public sealed interface Delivery {
    /**
     * The job's branch holds the work.
     *
     * @param head where it is now
     * @param conflicts what others changed in the same places: both stand there between markers
     */
    record Arrived(CommitId head, List<MergeConflict> conflicts) implements Delivery {
        public Arrived {
            conflicts = List.copyOf(conflicts);
        }
    }

    /** Nobody here has the objects; the round is made again from its recorded replies. */
    record NotMade() implements Delivery {}

    /** It cannot arrive before a person does something; the intent stays, to be pushed then. */
    record Impossible(End end) implements Delivery {}

    static Delivery of(Workbench bench, PushIntent intent) {
        Branch branch = intent.branch();
        return switch (new PushWork(bench.workspace(), bench.promises()).push(intent)) {
            case PushedWork.Arrived arrived -> new Arrived(arrived.head(), List.of());
            case PushedWork.Merged merged -> new Arrived(merged.merge(), List.of());
            case PushedWork.MergedWithConflicts merged -> new Arrived(merged.merge(), merged.conflicts());
            case PushedWork.Gone gone -> new Impossible(Ends.drift(branch.name(), "it was removed"));
            case PushedWork.Rewritten rewritten -> new Impossible(Ends.drift(branch.name(), rewritten.how()));
            case PushedWork.Declined declined -> new Impossible(Ends.declined(branch.name(), declined.reason()));
            case PushedWork.NotMade notMade -> new NotMade();
            case PushedWork.StillOvertaken overtaken ->
                throw new Contended("others push to %s faster than their work can be merged".formatted(branch));
        };
    }
}
