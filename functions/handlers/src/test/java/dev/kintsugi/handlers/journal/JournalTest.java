package dev.kintsugi.handlers.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LambdaJournal journal =
            new LambdaJournal("team", () -> NOW, new PrintStream(written, true, StandardCharsets.UTF_8));

    private JsonNode line() throws Exception {
        String text = written.toString(StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n");
        assertThat(text.strip()).doesNotContain("\n");
        return new ObjectMapper().readTree(text);
    }

    @Test
    void a_call_is_one_line_of_json() throws Exception {
        journal.write(Line.about("Land").with("job", "p-abcdef.a").with("milliseconds", 12));
        assertThat(line()).isEqualTo(new ObjectMapper().readTree("""
                        {"at": "2026-11-21T10:00:00Z", "function": "Land", "job": "p-abcdef.a", "milliseconds": 12, "Stack": "team"}"""));
    }

    @Test
    void what_is_counted_becomes_a_metric_by_stack_and_by_its_own_dimension() throws Exception {
        journal.write(Line.about("Settle")
                .counting(Metric.JOBS, 1, "Outcome", "passed")
                .counting(Metric.RED_ENDS, 2));
        JsonNode line = line();
        assertThat(line.path("Jobs").asDouble()).isEqualTo(1);
        assertThat(line.path("Outcome").asText()).isEqualTo("passed");
        assertThat(line.path("_aws")).isEqualTo(new ObjectMapper().readTree("""
                        {"Timestamp": 1795255200000, "CloudWatchMetrics": [
                          {"Namespace": "Kintsugi", "Dimensions": [["Stack", "Outcome"]], "Metrics": [{"Name": "Jobs"}]},
                          {"Namespace": "Kintsugi", "Dimensions": [["Stack"]], "Metrics": [{"Name": "RedEnds"}]}]}"""));
    }

    @Test
    void what_is_logged_besides_is_a_line_too_and_a_fault_tells_its_name_and_place_only() throws Exception {
        LogRecord logged = new LogRecord(Level.SEVERE, "{0} went wrong");
        logged.setParameters(new Object[] {"it"});
        logged.setThrown(new IllegalStateException("a secret"));
        logged.setInstant(NOW);
        logged.setLoggerName("dev.kintsugi.X");
        journal.handler().publish(logged);
        JsonNode line = line();
        assertThat(line.path("message").asText()).isEqualTo("it went wrong");
        assertThat(line.path("error").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.path("where").asText()).contains("JournalTest");
        assertThat(line.toString()).doesNotContain("a secret");
    }

    @Test
    void only_lambda_keeps_a_journal() {
        assertThat(LambdaJournal.of(Map.of(), () -> NOW)).isSameAs(Journal.NONE);
    }
}
