package dev.kintsugi.core.review;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a reviewer's reply says, as it was read, before anything is concluded from it.
 *
 * @param approved what it says of approval; empty when it says nothing
 * @param comment the words beside the verdict
 */
public record Review(
        Optional<Boolean> approved, String comment, List<Finding> findings, List<Verification> verifications) {
    public Review {
        findings = List.copyOf(findings);
        verifications = List.copyOf(verifications);
    }

    static final Review SILENT = new Review(Optional.empty(), "", List.of(), List.of());

    boolean saysNothing() {
        return approved.isEmpty() && findings.isEmpty() && verifications.isEmpty();
    }

    /** Two parts of one review: it is approved only when no part objects. */
    Review and(Review other) {
        return new Review(
                approved.isPresent() && other.approved.isPresent()
                        ? Optional.of(approved.get() && other.approved.get())
                        : approved.or(() -> other.approved),
                (comment + "\n" + other.comment).strip(),
                Stream.concat(findings.stream(), other.findings.stream()).toList(),
                Stream.concat(verifications.stream(), other.verifications.stream())
                        .toList());
    }
}
