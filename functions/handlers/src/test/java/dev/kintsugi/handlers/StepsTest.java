package dev.kintsugi.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.execute.ExecuteOutcome;
import dev.kintsugi.core.executions.Executions.Description;
import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.settle.JobPartial;
import dev.kintsugi.core.settle.Settlement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the journal says of a step's call. */
class StepsTest {
    private final InMemoryPorts ports = new InMemoryPorts();

    private JsonNode told(String task, Steps.Work work) throws Exception {
        new Steps("Execute", ports).answer(call(task), new ByteArrayOutputStream(), null, work);
        return last();
    }

    @Test
    void a_line_tells_the_cycle_that_the_call_read_or_began() throws Exception {
        JobId job = JobId.of("shop-abcdef.till");
        Steps steps = new Steps("Execute", ports);
        Records noted = steps.noted(ports.records());
        ports.records.settle(Operation.update(Jobs.headKey(job)).set("cycle", 2));
        ports.records.settle(
                Operation.update(Jobs.headKey(JobId.of("shop-abcdef.other"))).set("cycle", 9));

        steps.answer(call("till"), new ByteArrayOutputStream(), null, call -> {
            noted.get(Jobs.headKey(JobId.of("shop-abcdef.other")));
            return noted.get(Jobs.headKey(job)).map(found -> new Settlement.Settled());
        });
        assertThat(last().path("cycle").asInt()).isEqualTo(2);

        steps.answer(call("till"), new ByteArrayOutputStream(), null, call -> {
            noted.get(Jobs.headKey(job));
            noted.settle(Operation.update(Jobs.headKey(job)).set("cycle", 3));
            return Optional.of(new Settlement.Settled());
        });
        assertThat(last().path("cycle").asInt()).isEqualTo(3);

        steps.answer(call("till"), new ByteArrayOutputStream(), null, call -> Optional.of(new Settlement.Settled()));
        assertThat(last().has("cycle")).isFalse();
    }

    private static ByteArrayInputStream call(String task) {
        return new ByteArrayInputStream("""
                {"contract":1,"job":"shop-abcdef.%s","execution":"arn:x","state":"Execute","entered":"2026-11-21T10:00:01Z","redrives":1}""".formatted(task).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode last() throws Exception {
        return new ObjectMapper().readTree(ports.lines.getLast().json("team", ports.now));
    }

    @Test
    void a_call_is_found_by_project_task_job_and_execution() throws Exception {
        JsonNode line = told("till", call -> Optional.of(new Settlement.Settled()));
        assertThat(line.path("project").asText()).isEqualTo("shop-abcdef");
        assertThat(line.path("task").asText()).isEqualTo("till");
        assertThat(line.path("job").asText()).isEqualTo("shop-abcdef.till");
        assertThat(line.path("execution").asText()).isEqualTo("arn:x");
        assertThat(line.path("state").asText()).isEqualTo("Execute");
        assertThat(line.path("redrives").asInt()).isEqualTo(1);
        assertThat(line.path("outcome").asText()).isEqualTo("Settled");
    }

    @Test
    void jobs_are_counted_by_their_outcome() throws Exception {
        assertThat(told("till", call -> Optional.of(new Settlement.Settled()))
                        .path("Outcome")
                        .asText())
                .isEqualTo("passed");
        assertThat(told("heal-till", call -> Optional.of(new Settlement.Settled()))
                        .path("Outcome")
                        .asText())
                .isEqualTo("healed");
    }

    @Test
    void a_red_end_is_no_fault_and_is_thrown_all_the_same() throws Exception {
        assertThatThrownBy(() -> told("till", call -> {
                    throw new JobPartial("two edits of the file SECRET did not apply");
                }))
                .isInstanceOf(JobPartial.class);
        JsonNode line = last();
        assertThat(line.path("RedEnds").asInt()).isEqualTo(1);
        assertThat(line.path("Outcome").asText()).isEqualTo("partial");
        assertThat(line.has("error")).isFalse();
        assertThat(line.toString()).doesNotContain("SECRET");
    }

    @Test
    void a_fault_is_told_by_its_name_and_never_in_its_words() {
        assertThatThrownBy(() -> told("till", call -> {
                    throw new IllegalStateException("the model said: SECRET");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ports.lines.getLast().json("team", ports.now))
                .contains("\"level\":\"ERROR\"", "\"error\":\"java.lang.IllegalStateException\"")
                .doesNotContain("SECRET", "_aws");
    }

    @Test
    void a_partial_round_counts_among_the_rounds() throws Exception {
        JsonNode line = told("till", call -> Optional.of(new ExecuteOutcome.Partial(2)));
        assertThat(line.path("Cycles").asInt()).isEqualTo(1);
        assertThat(line.path("PartialCycles").asInt()).isEqualTo(1);
    }

    @Test
    void a_stop_is_an_interruption_unless_a_person_or_a_red_end_made_it() {
        assertThat(stopped(Status.FAILED, "Lambda.Unknown")).contains("\"Kind\":\"infrastructure\"");
        assertThat(stopped(Status.TIMED_OUT, "")).contains("\"Kind\":\"infrastructure\"");
        assertThat(stopped(Status.ABORTED, "")).contains("\"Kind\":\"person\"");
        assertThat(stopped(Status.FAILED, JobPartial.class.getName())).doesNotContain("Kind");
    }

    private String stopped(Status status, String error) {
        return Steps.about(new Description("arn:x", status, ports.now, Optional.of(ports.now), error, "words"))
                .json("team", ports.now);
    }
}
