package dev.kintsugi.core.schedule;

import static dev.kintsugi.core.project.TestPlans.aTask;
import static dev.kintsugi.core.project.TestPlans.plan;
import static dev.kintsugi.core.project.TestPlans.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.executions.Executions.Status;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class WakeProjectTest {
    private final Stage stage = new Stage();

    @Test
    void a_project_that_is_stopped_right_after_it_was_woken_is_woken_again() {
        ProjectId id = stage.open(plan(settings(2, 20_000_000L, List.of(), null), List.of(aTask("a"))));
        String execution = stage.head(id).execution().orElseThrow();
        stage.records.settle(ProjectHead.change(id).remove("open"));
        WakeProject wake = new WakeProject(stage.records, stage.executions);

        for (int redrives = 1; redrives <= 2; redrives++) {
            stage.executions.end(execution, Status.ABORTED, "");
            stage.pass(5_000);
            wake.run(id);
            assertThat(stage.executions.get(execution).status()).isEqualTo(Status.RUNNING);
            assertThat(stage.executions.get(execution).redrives()).isEqualTo(redrives);
            // Whoever wakes it for the same reason changes nothing.
            wake.run(id);
            assertThat(stage.executions.get(execution).redrives()).isEqualTo(redrives);
        }
    }
}
