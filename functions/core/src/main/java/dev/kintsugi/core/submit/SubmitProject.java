package dev.kintsugi.core.submit;

import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.Problem;
import dev.kintsugi.core.plan.Slug;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.schedule.ProjectInput;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Resolution;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.Workspaces;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Puts a plan on record and starts it. The project is written unsealed, then its tasks by writes that can be repeated,
 * then sealed by one conditional write; nothing of it can run before that. The same submission goes on where an
 * earlier one stopped, and answers the same project for ever after.
 */
public final class SubmitProject {
    /** Tries to win a name, or an id, against others who submit at the same moment. */
    static final int MOST_TRIES = 5;

    private final Projects projects;
    private final NewProjects newProjects;
    private final Workspaces workspaces;
    private final Executions executions;
    private final Ids ids;

    public SubmitProject(Records records, Workspaces workspaces, Executions executions, Ids ids, InstantSource clock) {
        this.projects = new Projects(records);
        this.newProjects = new NewProjects(records, executions, clock);
        this.workspaces = workspaces;
        this.executions = executions;
        this.ids = ids;
    }

    /**
     * Submits a plan, or finds the project that it is already.
     *
     * @throws Contended when others kept submitting projects of this name; saying it again is right
     */
    public Submitted submit(Submission submission) {
        List<Problem> problems = Limits.exceededBy(submission.plan());
        if (!problems.isEmpty()) {
            return new Submitted.Refused(problems);
        }
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<NewProjects.Named> named = newProjects.named(submission);
            if (named.isPresent() && !submission.isNew()) {
                return again(named.get(), submission);
            }
            Base base = resolve(submission);
            if (base.problem().isPresent()) {
                return new Submitted.Refused(List.of(base.problem().get()));
            }
            ProjectPlan plan = planned(submission, base.commit().orElseThrow());
            NewProjects.Begun begun = newProjects.begin(plan, submission, named);
            switch (begun) {
                case TOO_LARGE -> {
                    return new Submitted.Refused(List.of(Limits.settingsTooLarge()));
                }
                case DONE -> {
                    String execution = finish(plan.id(), submission);
                    return new Submitted.Accepted(
                            plan.id(), execution, submission.plan().tasks().size());
                }
                case OVERTAKEN -> {
                    // Somebody took the name or the id at this moment: look again.
                }
            }
        }
        throw new Contended("others keep submitting projects named \"%s\""
                .formatted(submission.plan().slug()));
    }

    /** Why nobody can work in a repository, for whoever has more to refuse than that; nothing when it can be opened. */
    public Optional<Problem> objectionTo(String repository) {
        return switch (workspaces.open(repository)) {
            case Opening.Refused refused -> Optional.of(Limits.badRepository(repository, refused));
            case Opening.Opened opened -> {
                opened.workspace().close();
                yield Optional.empty();
            }
        };
    }

    private Submitted again(NewProjects.Named named, Submission submission) {
        if (!named.fingerprint().equals(submission.fingerprint())) {
            return new Submitted.NameTaken(
                    named.id(), Limits.nameTaken(submission.plan().name(), named.id()));
        }
        String execution = finish(named.id(), submission);
        return new Submitted.Same(
                named.id(), execution, submission.plan().tasks().size());
    }

    /** Brings a project that is begun to where it runs, from wherever it is. */
    private String finish(ProjectId id, Submission submission) {
        ProjectHead head = projects.head(id);
        if (!head.isSealed()) {
            newProjects.putTasks(id, submission.plan());
            newProjects.seal(id, submission);
            head = projects.head(id);
        }
        int number = head.executions();
        if (number == 1 && head.startedAt().isEmpty()) {
            // Running, or run before: either way somebody has begun it.
            executions.start(Executions.Machine.PROJECT, id.executionName(number), ProjectInput.of(id));
        }
        return head.execution().orElseThrow();
    }

    private ProjectPlan planned(Submission submission, CommitId base) {
        String slug = Slug.cut(submission.plan().slug(), ProjectId.MAX_SLUG_CHARS);
        return new ProjectPlan(
                new ProjectId(slug + "-" + ids.hex(ProjectId.HEX_CHARS)),
                submission.plan().name(),
                submission.repository(),
                base,
                1,
                submission.coder(),
                submission.reviewer(),
                submission.plan().settings());
    }

    private record Base(Optional<CommitId> commit, Optional<Problem> problem) {
        static Base refused(Problem problem) {
            return new Base(Optional.empty(), Optional.of(problem));
        }
    }

    private Base resolve(Submission submission) {
        String named = Optional.ofNullable(submission.plan().settings().base()).orElse("");
        return switch (workspaces.open(submission.repository())) {
            case Opening.Refused refused -> Base.refused(Limits.badRepository(submission.repository(), refused));
            case Opening.Opened opened -> {
                try (Workspace workspace = opened.workspace()) {
                    yield switch (workspace.resolve(named)) {
                        case Resolution.Found found -> new Base(Optional.of(found.commit()), Optional.empty());
                        case Resolution.Unknown unknown -> Base.refused(Limits.badBase(named, unknown));
                    };
                }
            }
        };
    }
}
