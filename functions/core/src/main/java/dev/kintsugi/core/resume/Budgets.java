package dev.kintsugi.core.resume;

import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.records.Operation;
import java.util.Optional;

/** What a project may cost, raised by a person. */
final class Budgets {
    private Budgets() {}

    /** All of the pool: what is there, what is lent, what is spent. */
    private static long whole(ProjectHead head) {
        return head.available().orElse(0) + head.lent() + head.spent();
    }

    static Optional<String> obstacle(ProjectHead head, Optional<MicroDollars> wanted) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        if (head.available().isEmpty()) {
            return Optional.of("project %s has no project_budget_usd, so nothing holds it back; leave --budget out"
                    .formatted(head.id()));
        }
        return wanted.get().amount() > whole(head)
                ? Optional.empty()
                : Optional.of("project %s has a budget of %s already; name more than that"
                        .formatted(head.id(), new MicroDollars(whole(head))));
    }

    static Operation.Update raised(Operation.Update change, ProjectHead head, Optional<MicroDollars> wanted) {
        return wanted.isEmpty() || head.available().isEmpty()
                ? change
                : change.add("available", Math.max(0, wanted.get().amount() - whole(head)));
    }
}
