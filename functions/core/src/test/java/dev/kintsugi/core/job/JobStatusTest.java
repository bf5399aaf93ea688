package dev.kintsugi.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobStatusTest {
    /** The table as the product's page has it, with what every status that is not complete may become besides. */
    private static final Map<String, String> TABLE = Map.ofEntries(
            Map.entry("created", "executing skipped cancelled"),
            Map.entry(
                    "executing",
                    "checking reviewing awaiting_approval landing partial healing failed escalated created cancelled"),
            Map.entry(
                    "checking",
                    "executing reviewing awaiting_approval landing healing failed escalated created cancelled"),
            Map.entry("reviewing", "executing awaiting_approval landing healing failed escalated created cancelled"),
            Map.entry("awaiting_approval", "landing executing cancelled"),
            Map.entry("landing", "passed executing healing failed cancelled"),
            Map.entry("healing", "failed escalated cancelled"),
            Map.entry("partial", "executing checking reviewing partial skipped cancelled"),
            Map.entry("passed", ""),
            Map.entry("failed", "created skipped"),
            Map.entry("escalated", "created skipped"),
            Map.entry("skipped", "created"),
            Map.entry("cancelled", "created"));

    @ParameterizedTest
    @EnumSource
    void each_status_may_become_what_the_table_says_and_nothing_else(JobStatus status) {
        Set<JobStatus> next = Arrays.stream(TABLE.get(status.word()).split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(JobStatus::ofWord)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(JobStatus.class)));

        assertThat(status.next()).isEqualTo(next);
    }

    @ParameterizedTest
    @EnumSource
    void each_status_is_complete_or_in_flight_or_waits(JobStatus status) {
        boolean waits = status == JobStatus.CREATED || status == JobStatus.PARTIAL;

        assertThat(status.isComplete() ? 1 : 0).isEqualTo(status.isInFlight() || waits ? 0 : 1);
        assertThat(status.isPartial()).isEqualTo(status == JobStatus.PARTIAL);
        assertThat(JobStatus.ofWord(status.word())).isEqualTo(status);
    }

    @Test
    void a_word_that_is_no_status_is_named() {
        assertThatThrownBy(() -> JobStatus.ofWord("INTERRUPTED"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no job status \"INTERRUPTED\"");
    }
}
