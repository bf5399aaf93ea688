package dev.kintsugi.core.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a review written as text.
 *
 * <pre>
 * review       = { issue | verification | verdict | other line }
 * issue        = "ISSUE:" [text] { "SEVERITY:" word | "DESCRIPTION:" text | "FILE:" path | "LINE:" number }
 * verification = "VERIFICATION:" { "FINDING_ID:" id | "STATUS:" word | "COMMENT:" text }
 * verdict      = "APPROVED:" [text] | "APPROVED" | "NOT APPROVED" ...
 * </pre>
 *
 * Keys may be in any case and wear Markdown's marks ({@code **ISSUE:**}); a text goes on to the next key. What stands in
 * code fences or is quoted is somebody else's words, unless the whole reply is one fence.
 */
final class ReviewText {
    private static final Pattern KEY = Pattern.compile(
            "(?:\\d{1,3}[.)])?[\\s*#_`-]{0,12}"
                    + "(ISSUE|SEVERITY|DESCRIPTION|FILE|LINE|VERIFICATION|FINDING[_ ]ID|STATUS|COMMENT|APPROVED)"
                    + "[\\s*_`]{0,6}:[\\s*_`]{0,6}(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(`{3,}|~{3,}).*", Pattern.DOTALL);

    private final ReviewDraft draft = new ReviewDraft();
    private StringBuilder value = new StringBuilder();
    private String key = "";

    private ReviewText() {}

    static Review read(String text) {
        String stripped = text.strip();
        Review review = new ReviewText().read(stripped.lines().toList(), false);
        boolean oneFence = review.saysNothing() && FENCE.matcher(stripped).matches();
        return oneFence ? new ReviewText().read(stripped.lines().toList(), true) : review;
    }

    private Review read(List<String> lines, boolean insideFences) {
        String fence = "";
        for (String line : lines) {
            Matcher mark = FENCE.matcher(line);
            if (mark.matches() && (fence.isEmpty() || closes(fence, mark.group(1)))) {
                fence = fence.isEmpty() ? mark.group(1) : "";
                goOn(line, !insideFences);
            } else if (!fence.isEmpty() && !insideFences) {
                goOn(line, true);
            } else {
                take(line);
            }
        }
        end();
        return draft.review();
    }

    private static boolean closes(String fence, String mark) {
        return mark.charAt(0) == fence.charAt(0) && mark.length() >= fence.length();
    }

    private void take(String line) {
        if (line.stripLeading().startsWith(">")) {
            goOn(line, true);
            return;
        }
        Optional<Boolean> bare = VerdictWords.bareVerdict(line);
        Matcher found = KEY.matcher(line.strip());
        if (found.matches()) {
            end();
            key = found.group(1).toUpperCase(Locale.ROOT).replace(' ', '_');
            value = new StringBuilder(found.group(2));
        } else if (bare.isPresent()) {
            end();
            draft.verdict(bare.get(), line.strip());
        } else {
            goOn(line, true);
        }
    }

    private void goOn(String line, boolean keep) {
        if (keep && !key.isEmpty()) {
            value.append('\n').append(line);
        }
    }

    private void end() {
        draft.take(key, value.toString().strip());
        key = "";
        value = new StringBuilder();
    }

    /** The findings and verifications that come together while a review is read. */
    private static final class ReviewDraft {
        private final List<Finding> findings = new ArrayList<>();
        private final List<Verification> verifications = new ArrayList<>();
        private Optional<Boolean> approved = Optional.empty();
        private final StringBuilder comment = new StringBuilder();
        private Optional<IssueDraft> issue = Optional.empty();
        private Optional<VerificationDraft> verification = Optional.empty();

        void take(String key, String value) {
            switch (key) {
                case "ISSUE" -> {
                    close();
                    issue = Optional.of(new IssueDraft(value));
                }
                case "VERIFICATION" -> {
                    close();
                    verification = Optional.of(new VerificationDraft());
                }
                case "APPROVED" -> {
                    close();
                    verdict(VerdictWords.approves(value), value);
                }
                default -> {
                    issue.ifPresent(open -> open.take(key, value));
                    verification.ifPresent(open -> open.take(key, value));
                }
            }
        }

        void verdict(boolean yes, String words) {
            approved = Optional.of(yes && approved.orElse(true));
            if (comment.length() < Finding.MAX_DESCRIPTION) {
                comment.append(words).append('\n');
            }
        }

        Review review() {
            close();
            return new Review(approved, comment.toString().strip(), findings, verifications);
        }

        private void close() {
            issue.ifPresent(open -> findings.add(open.finding()));
            verification.flatMap(VerificationDraft::verification).ifPresent(verifications::add);
            issue = Optional.empty();
            verification = Optional.empty();
        }
    }
}
