package dev.kintsugi.core.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.JobStatus;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the members of one lineage mean for the project's counts, and for each other. */
class LineageTest {
    private static final JobId TASK = JobId.of("shop-1a2b3c.t2");
    private static final JobId FIRST = JobId.of("shop-1a2b3c.heal-t2");
    private static final JobId SECOND = JobId.of("shop-1a2b3c.heal-t2-2");

    @ParameterizedTest
    @CsvSource({
        "escalated, executing, , 0",
        "escalated, passed, , 1",
        "escalated, failed, , 0",
        "escalated, skipped, , 0",
        "escalated, escalated, passed, 2",
        "escalated, cancelled, passed, 2",
        "failed, failed, failed, 0",
        "passed, failed, escalated, 2",
        "skipped, failed, , 1",
        "created, failed, , 0",
        "cancelled, passed, , 1"
    })
    void who_ended_badly_is_healed_as_soon_as_another_attempt_did_the_work(
            String task, String first, String second, long healed) {
        assertThat(lineage(task, first, second).healed()).isEqualTo(healed);
    }

    @Test
    void one_attempt_at_a_time_is_alive() {
        Lineage lineage = lineage("escalated", "failed", "executing");

        assertThat(lineage.aliveBeside(TASK)).contains(SECOND);
        assertThat(lineage.aliveBeside(FIRST)).contains(SECOND);
        assertThat(lineage.aliveBeside(SECOND)).isEmpty();
        assertThat(lineage.with(SECOND, JobStatus.FAILED).aliveBeside(TASK)).isEmpty();
    }

    @Test
    void the_tasks_own_job_is_named_before_a_remediation() {
        assertThat(lineage("escalated", "failed", "passed").doneBy()).contains(SECOND);
        assertThat(lineage("passed", "passed", "").doneBy()).contains(TASK);
        assertThat(lineage("failed", "skipped", "").doneBy()).isEmpty();
    }

    private static Lineage lineage(String task, String first, String second) {
        Map<JobId, JobStatus> members = new HashMap<>();
        members.put(TASK, JobStatus.ofWord(task));
        members.put(FIRST, JobStatus.ofWord(first));
        if (second != null && !second.isEmpty()) {
            members.put(SECOND, JobStatus.ofWord(second));
        }
        return new Lineage(TASK, members);
    }
}
