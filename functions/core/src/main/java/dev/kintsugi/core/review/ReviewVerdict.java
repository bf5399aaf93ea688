package dev.kintsugi.core.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a review comes to. */
public sealed interface ReviewVerdict {
    /** Open findings at most: every one stands in the next prompt, and a reviewer with more is raving. */
    int MAX_OPEN = 200;

    /** An explicit approval with nothing open that blocks; {@code open} are minor findings, kept for the report. */
    record Approved(List<Finding> open, List<Verification> verifications) implements ReviewVerdict {
        public Approved {
            open = List.copyOf(open);
            verifications = List.copyOf(verifications);
        }
    }

    /** The work goes on; {@code open} is never empty. */
    record ChangesRequested(List<Finding> open, List<Verification> verifications) implements ReviewVerdict {
        public ChangesRequested {
            open = List.copyOf(open);
            verifications = List.copyOf(verifications);
            if (open.isEmpty()) {
                throw new IllegalArgumentException("changes are requested for a reason");
            }
        }
    }

    /** Nobody can tell what the reviewer meant, so it is no approval. */
    record Unreadable(String reason) implements ReviewVerdict {}

    /**
     * Concludes.
     *
     * @param prior the findings that were open before, each of which the reviewer had to verify: silence leaves it open
     */
    static ReviewVerdict of(Review review, List<Finding> prior) {
        if (review.saysNothing()) {
            return new Unreadable("the reply has neither a verdict nor a finding");
        }
        List<Finding> open = open(review, prior);
        boolean approved = review.approved().orElse(false);
        if (review.approved().isEmpty() && open.isEmpty()) {
            return new Unreadable("the reply has no verdict");
        }
        if (approved && open.stream().noneMatch(finding -> finding.severity().blocks())) {
            return new Approved(open, review.verifications());
        }
        if (review.approved().isPresent() && !approved && open.isEmpty()) {
            open.add(Finding.of(
                    Severity.MAJOR,
                    "the reviewer did not approve"
                            + (review.comment().isBlank() ? " and gave no reason" : ": " + review.comment())));
        }
        return new ChangesRequested(open, review.verifications());
    }

    /** Earlier findings that nobody saw fixed, and the new ones; each once. */
    private static List<Finding> open(Review review, List<Finding> prior) {
        Map<String, Finding> open = new LinkedHashMap<>();
        for (Finding finding : prior) {
            boolean fixed = review.verifications().stream()
                            .anyMatch(said -> said.findingId().equals(finding.id())
                                    && !said.status().isOpen())
                    && review.verifications().stream()
                            .noneMatch(said -> said.findingId().equals(finding.id())
                                    && said.status().isOpen());
            if (!fixed) {
                open.put(finding.id(), finding);
            }
        }
        for (Finding finding : review.findings()) {
            if (open.size() < MAX_OPEN) {
                open.putIfAbsent(finding.id(), finding);
            }
        }
        return new ArrayList<>(open.values());
    }
}
