package dev.kintsugi.core.submit;

import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.Problem;
import java.util.List;

/** What became of a submission. */
public sealed interface Submitted {
    /** A new project. */
    record Accepted(ProjectId id, String execution, int tasks) implements Submitted {}

    /** The same was submitted before: this is its project, however far it is. */
    record Same(ProjectId id, String execution, int tasks) implements Submitted {}

    /** Another plan has this name; nothing was written. */
    record NameTaken(ProjectId by, Problem problem) implements Submitted {}

    /** It cannot be worked on as it is; nothing was written. */
    record Refused(List<Problem> problems) implements Submitted {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
