package dev.kintsugi.core.plan;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the project file says, defaults filled in; null where nothing is said and no default exists. */
public record Settings(
        @Nullable String repository,
        @Nullable String base,
        @Nullable String model,
        @Nullable String reviewerModel,
        @Nullable Integer maxWorkers,
        int maxReviewCycles,
        MicroDollars maxBudget,
        @Nullable MicroDollars projectBudget,
        ContextWindows contextTokens,
        @Nullable String setup,
        List<Check> checks,
        Gate gate,
        List<String> approvers,
        Duration approvalTimeout,
        @Nullable Author author,
        List<String> goals,
        List<String> constraints,
        @Nullable String context,
        Healing healing) {
    public static final int DEFAULT_WORKERS = 4;

    /** A model that shares this machine's memory answers one prompt at a time anyway. */
    public static final int LOCAL_MODEL_WORKERS = 1;

    public static final int DEFAULT_REVIEW_CYCLES = 3;
    public static final MicroDollars DEFAULT_BUDGET = MicroDollars.ofDollars(5);
    public static final Duration DEFAULT_APPROVAL_TIMEOUT = Duration.ofDays(7);

    private static final List<String> THIS_MACHINE =
            List.of("//localhost:", "//localhost/", "//127.", "//[::1]", "//0.0.0.0");

    public Settings {
        checks = List.copyOf(checks);
        approvers = List.copyOf(approvers);
        goals = List.copyOf(goals);
        constraints = List.copyOf(constraints);
    }

    /** How many tasks may be worked on at once with that model; the plan's own number wins. */
    public int workersWith(@Nullable String usedModel) {
        if (maxWorkers != null) {
            return maxWorkers;
        }
        return usedModel != null && isOnThisMachine(usedModel) ? LOCAL_MODEL_WORKERS : DEFAULT_WORKERS;
    }

    private static boolean isOnThisMachine(String model) {
        String folded = model.toLowerCase(Locale.ROOT);
        return THIS_MACHINE.stream().anyMatch(folded::contains);
    }
}
