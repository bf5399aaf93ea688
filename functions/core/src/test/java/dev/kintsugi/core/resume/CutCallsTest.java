package dev.kintsugi.core.resume;

import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.project.Stage;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.session.LostCalls;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A call of a model that was out when its job was cut off. */
class CutCallsTest {
    private static final String CALL = "000001/coder/0001";

    private final Stage stage = new Stage();
    private final Interim interim =
            new Interim(stage, stage.open(plan(settings(1, 10_000_000L, List.of(), null), List.of(aTask("a")))));

    private Job job() {
        return stage.jobs.get(interim.task("a"));
    }

    private void cutOffInACall() {
        Job begun = stage.begin(interim.task("a"));
        stage.jobs.write(begun.change().openCycle(1).reserve(700_000).set("call", Value.of(CALL)));
        interim.stop("a");
    }

    private void itsReplyIsOnRecord() {
        stage.records.settle(Operation.put(Item.at(place(CALL))
                .with("result", "answered")
                .with("cost", 200_000L)
                .with("at", Stage.NOON)
                .build()));
    }

    private Key place(String sort) {
        return new Key(Table.SESSIONS, interim.task("a").toString(), sort);
    }

    private List<String> told() {
        return stage.records.stream(Query.of(Table.SESSIONS, interim.task("a").toString(), CALL + "/"))
                .map(item -> item.text("result") + " " + item.number("cost"))
                .toList();
    }

    private void assertThatNoMoneyIsLost() {
        long spent = stage.head(interim.id).spent();
        long lent = stage.head(interim.id).lent();
        assertThat(stage.head(interim.id).available()).isEqualTo(OptionalLong.of(10_000_000 - spent - lent));
    }

    @Test
    void it_is_told_as_lost_at_its_worst_when_its_cycle_is_given_up() {
        cutOffInACall();

        interim.resumeAll();

        assertThat(LostCalls.of(job())).isEqualTo(new LostCalls(1, 700_000));
        assertThat(told()).containsExactly("model_lost 700000");
        assertThat(job().spent()).isEqualTo(700_000);
        assertThat(job().facts().has("call")).isFalse();
        assertThatNoMoneyIsLost();
    }

    @Test
    void it_costs_what_its_reply_cost_when_that_was_recorded_just_before() {
        cutOffInACall();
        itsReplyIsOnRecord();

        interim.resumeAll();

        assertThat(LostCalls.of(job())).isEqualTo(new LostCalls(0, 0));
        assertThat(told()).isEmpty();
        assertThat(job().spent()).isEqualTo(200_000);
        stage.land(interim.task("a"));
        stage.settle(interim.task("a"));
        assertThat(stage.head(interim.id).spent()).isEqualTo(200_000);
        assertThat(stage.head(interim.id).available()).isEqualTo(OptionalLong.of(9_800_000));
    }

    @Test
    void it_stays_reserved_for_whoever_asks_again_when_its_cycle_goes_on() {
        cutOffInACall();

        interim.resume()
                .run(
                        interim.id,
                        new ResumeWish(interim.token(), Optional.empty(), true, Optional.empty(), false, "alice"));

        assertThat(job().reserved()).isEqualTo(700_000);
        assertThat(job().facts().findText("call")).contains(CALL);
        Job again = stage.begin(interim.task("a"));
        stage.jobs.write(again.change().costed(200_000).landed(stage.repository.base()));
        stage.settle(interim.task("a"));
        assertThat(stage.head(interim.id).spent()).isEqualTo(200_000);
        assertThat(stage.head(interim.id).available()).isEqualTo(OptionalLong.of(9_800_000));
    }
}
