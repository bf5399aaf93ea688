package dev.kintsugi.core.review;

import java.util.Optional;

/** A {@code VERIFICATION:} block under way. */
final class VerificationDraft {
    private String findingId = "";
    private String status = "";
    private String comment = "";

    void take(String key, String value) {
        switch (key) {
            case "FINDING_ID" -> findingId = value.replaceAll("[`*\\[\\]]", "").strip();
            case "STATUS" -> status = value.lines().findFirst().orElse("");
            case "COMMENT" -> comment = value;
            default -> {}
        }
    }

    Optional<Verification> verification() {
        return findingId.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verification(findingId, FindingStatus.ofWord(status), comment));
    }
}
