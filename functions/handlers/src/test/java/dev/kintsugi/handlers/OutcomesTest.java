package dev.kintsugi.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.execute.ExecuteOutcome;
import dev.kintsugi.core.heal.HealOutcome;
import dev.kintsugi.core.judge.ReviewOutcome;
import dev.kintsugi.core.land.LandOutcome;
import dev.kintsugi.core.open.Closing;
import dev.kintsugi.core.open.Opened;
import dev.kintsugi.core.settle.Settlement;
import dev.kintsugi.core.workspace.CommitId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The JSON of every outcome, letter by letter: the machines route by it, and older executions still do tomorrow. */
class OutcomesTest {
    private static final String HEX = "0123456789abcdef0123456789abcdef01234567";
    private static final CommitId COMMIT = new CommitId(HEX);

    private static final Map<Object, String> GOLDEN = Map.ofEntries(
            Map.entry(new ExecuteOutcome.Yielded(), "{'outcome':'Yielded'}"),
            Map.entry(
                    new ExecuteOutcome.Applied(true, COMMIT, 2),
                    "{'outcome':'Applied','checks':true,'commit':'" + HEX + "','cycle':2}"),
            Map.entry(new ExecuteOutcome.Partial(3), "{'outcome':'Partial','failed':3}"),
            Map.entry(new ExecuteOutcome.Ended(), "{'outcome':'Ended'}"),
            Map.entry(new ReviewOutcome.Yielded(), "{'outcome':'Yielded'}"),
            Map.entry(
                    new ReviewOutcome.Unchecked(COMMIT, 2), "{'outcome':'Unchecked','commit':'" + HEX + "','cycle':2}"),
            Map.entry(new ReviewOutcome.Approved(), "{'outcome':'Approved'}"),
            Map.entry(new ReviewOutcome.ApprovalNeeded(60), "{'outcome':'ApprovalNeeded','timeoutSeconds':60}"),
            Map.entry(new ReviewOutcome.ChangesRequested(), "{'outcome':'ChangesRequested'}"),
            Map.entry(new ReviewOutcome.Ended(), "{'outcome':'Ended'}"),
            Map.entry(new LandOutcome.Landed(COMMIT), "{'outcome':'Landed','commit':'" + HEX + "'}"),
            Map.entry(new LandOutcome.Moved(COMMIT, 2), "{'outcome':'Moved','commit':'" + HEX + "','cycle':2}"),
            Map.entry(new LandOutcome.Waiting(5), "{'outcome':'Waiting','seconds':5}"),
            Map.entry(new LandOutcome.Conflict(), "{'outcome':'Conflict'}"),
            Map.entry(new LandOutcome.Ended(), "{'outcome':'Ended'}"),
            Map.entry(new HealOutcome.Yielded(), "{'outcome':'Yielded'}"),
            Map.entry(new HealOutcome.Inserted("heal-t2"), "{'outcome':'Inserted','remediation':'heal-t2'}"),
            Map.entry(new HealOutcome.Skipped("no_budget"), "{'outcome':'Skipped','reason':'no_budget'}"),
            Map.entry(new Settlement.Settled(), "{'outcome':'Settled'}"),
            Map.entry(new Settlement.Again("Land"), "{'outcome':'Again','state':'Land'}"),
            Map.entry(new Settlement.Unclaimed(), "{'outcome':'Unclaimed'}"),
            Map.entry(new Closing.Closed(), "{'outcome':'Closed'}"),
            Map.entry(new Closing.GoOn(), "{'outcome':'GoOn'}"),
            Map.entry(new Opened(), "{'outcome':'Opened'}"));

    @Test
    void every_outcome_is_written_as_it_always_was() throws IOException {
        for (Map.Entry<Object, String> golden : GOLDEN.entrySet()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Wire.write(out, golden.getKey());
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualTo(golden.getValue().replace('\'', '"'));
        }
    }

    @Test
    void an_end_that_is_to_be_healed_says_so() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wire.write(out, new ExecuteOutcome.Ended(true));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"outcome\":\"Ended\",\"heal\":true}");
    }

    @Test
    void no_outcome_is_forgotten_here() {
        Set<Class<?>> all = Stream.of(
                        ExecuteOutcome.class,
                        ReviewOutcome.class,
                        LandOutcome.class,
                        HealOutcome.class,
                        Settlement.class,
                        Closing.class)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        all.add(Opened.class);
        assertThat(GOLDEN.keySet().stream().map(Object::getClass)).containsExactlyInAnyOrderElementsOf(all);
    }
}
