package dev.kintsugi.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.view.CycleView;
import dev.kintsugi.core.view.CycleView.FindingView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final FindingView FIRST = finding("major", "the lock is never released");
    private static final FindingView SECOND = finding("minor", "a typo");

    @Test
    void an_objection_is_told_with_its_first_finding_and_the_rest_is_left() {
        CycleView cycle = judged("changes_requested", FIRST, SECOND);

        assertThat(Story.of(cycle)).endsWith("the reviewer objects: [major] the lock is never released");
        assertThat(Story.untold(cycle)).containsExactly(SECOND);
    }

    @Test
    void a_review_that_could_not_be_read_says_why() {
        CycleView cycle = judged("unreadable_review", finding("major", "[review] the reply has no verdict"));

        assertThat(Story.of(cycle)).endsWith("unreadable review: [review] the reply has no verdict");
        assertThat(Story.untold(cycle)).isEmpty();
    }

    @Test
    void what_an_approval_leaves_open_is_not_lost() {
        CycleView cycle = judged("approved", SECOND);

        assertThat(Story.of(cycle)).endsWith("approved");
        assertThat(Story.untold(cycle)).containsExactly(SECOND);
    }

    @Test
    void an_objection_without_a_finding_says_that_too() {
        assertThat(Story.of(judged("check_failed"))).endsWith("check failed: no finding was recorded");
    }

    private static CycleView judged(String verdict, FindingView... findings) {
        return new CycleView(
                1,
                List.of(),
                "",
                List.of(),
                List.of(),
                1,
                0,
                verdict,
                List.of(),
                List.of(findings),
                BigDecimal.ZERO,
                Instant.EPOCH);
    }

    private static FindingView finding(String severity, String description) {
        return new FindingView("f-1", severity, description, null, null);
    }
}
