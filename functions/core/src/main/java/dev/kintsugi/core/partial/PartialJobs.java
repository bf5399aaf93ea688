package dev.kintsugi.core.partial;

import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.IllegalMove;
import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobDraft;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.project.Mark;
import dev.kintsugi.core.project.ProjectKeys;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Jobs of which some edits are missing: what may be done with their state. Each change of one is logged. */
public final class PartialJobs {
    private static final Logger LOG = System.getLogger(PartialJobs.class.getName());

    private final Records records;
    private final Jobs jobs;
    private final Projects projects;
    private final PartialStates states;

    public PartialJobs(Records records) {
        this.records = records;
        this.jobs = new Jobs(records);
        this.projects = new Projects(records);
        this.states = new PartialStates(records);
    }

    /**
     * Makes a job partial with this state, in place of the one it may have had.
     *
     * @throws UnknownJob when there is none of this id
     * @throws IllegalMove when it is neither executing nor partial
     * @throws PartialTooLarge when its edits are more than is kept
     * @throws Contended when somebody else wrote the job at this moment
     */
    public void setPartial(JobId id, PartialState state) {
        JobDraft draft = new JobDraft(jobs, jobs.get(id));
        setPartial(draft, state);
        draft.write();
        written(id, state);
    }

    /** The same as a part of a larger change; {@link #written} is to be said once that is on record. */
    public void setPartial(JobDraft draft, PartialState state) {
        JobId id = draft.job().id();
        Shortfall.tell(state, draft.change().to(JobStatus.PARTIAL));
        draft.with(states.prepare(id, state)).with(Mark.put(id, Mark.Kind.PARTIAL, state.at()));
    }

    /** To be said once a state is on record: logs it, and deletes the text of states before it. */
    public void written(JobId id, PartialState state) {
        LOG.log(
                Level.INFO,
                "job {0} is partial: cycle {1}, {2} edits applied, {3} missing, continued {4} times",
                id,
                state.cycle(),
                state.applied().size(),
                state.failed().size(),
                state.continues());
        states.sweep(id);
    }

    /** The state of a job, whatever its status; none when it has none. */
    public Optional<PartialState> state(JobId id) {
        return states.find(id);
    }

    /** The edits that are missing, while a state exists and whatever the job's status; none when there is no state. */
    public Optional<List<FailedEdit>> failedEdits(JobId id) {
        return states.find(id).map(PartialState::failed);
    }

    /** How many edits are missing, told without reading them. */
    public int missing(JobId id) {
        return states.missing(id);
    }

    /** Takes the state away and leaves the status; harmless when there is no state, or no job. */
    public void clearPartialState(JobId id) {
        states.clearing(id).ifPresent(clearing -> {
            records.settle(clearing);
            cleared(id);
        });
    }

    /** The same as a part of a larger change; {@link #cleared} is to be said once that is on record. */
    public void clear(JobDraft draft) {
        states.clearing(draft.job().id()).ifPresent(draft::with);
    }

    /** To be said once a state is taken away: logs it. Its text stays until the next state, for somebody may be reading. */
    public void cleared(JobId id) {
        LOG.log(Level.INFO, "job {0} has no partial state any more", id);
        states.sweep(id);
    }

    /** The jobs of a project that are partial. */
    public List<Job> partialJobs(ProjectId project) {
        return partial(project).toList();
    }

    /** The partial jobs of every project. */
    public List<Job> partialJobs() {
        return records.stream(Query.of(Table.PROJECTS, ProjectKeys.LISTING))
                .map(item -> item.key().sort())
                .map(sort -> new ProjectId(sort.substring(sort.indexOf('/') + 1)))
                .flatMap(this::partial)
                .toList();
    }

    private Stream<Job> partial(ProjectId project) {
        return projects.marks(project)
                .filter(mark -> mark.kind() == Mark.Kind.PARTIAL)
                .flatMap(mark -> jobs.find(mark.job()).stream())
                .filter(job -> job.status().isPartial());
    }
}
