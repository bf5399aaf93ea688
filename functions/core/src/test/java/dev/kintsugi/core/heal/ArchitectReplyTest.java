package dev.kintsugi.core.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.Task;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.read.PlanReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectReplyTest {
    private static final TaskId ID = new TaskId("heal-t2");
    private static final String BODY = "\n## Problem\nIt is quiet.\n";
    private static final Task FAILED = task("""
            scope: [src/shop, docs/*.md]
            target_files: [src/shop/a.go, docs/x.md]
            labels: [shop]
            gate: approve
            context_files: [README.md]
            """);

    @Test
    void a_task_file_is_taken_with_or_without_a_fence() {
        for (String reply : List.of(
                "---\ntitle: Shout\n---\n" + BODY,
                "+++\ntitle = \"Shout\"\n+++\n" + BODY,
                "```markdown\n---\ntitle: Shout\n---\n" + BODY + "```",
                "Here it is:\n\n~~~\n---\ntitle: Shout\n---\n" + BODY + "~~~\n",
                "---\nid: heal-t2\ntitle: Shout\n---\n" + BODY + "\n---\n\nmore of it\n")) {
            assertThat(ArchitectReply.read(reply, ID, FAILED))
                    .as(reply)
                    .isInstanceOfSatisfying(
                            ArchitectReply.Usable.class,
                            usable -> assertThat(usable.task().title()).isEqualTo("Shout"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I think that the second line is too quiet.            | it is no task file
            ---~title: Shout~---~                                 | below its front matter
            ---~title: Shout~id: t2~---~Body                      | its id is t2
            ---~title: Shout~depends_on: [t2]~---~Body            | it depends on t2
            ---~title: Shout~depends_on: [t1]~---~Body            | it depends on t1
            ---~title: Shout~scope: [src]~---~Body                | wider than that of t2: src
            ---~title: Shout~scope: ['**']~---~Body               | wider than that of t2: **
            ---~title: Shout~scope: ['docs/**']~---~Body          | wider than that of t2: docs
            ---~title: Shout~target_files: [src/shop/b.go]~---~Body | wider than that of t2: src/shop/b.go
            ---~title: Shout~colour: red~---~Body                 | no valid task file
            ---~title: [~---~Body                                 | no valid task file
            ---~title: A~---~Body~~---~title: B~---~More          | several tasks
            ```~---~title: A~---~Body~```~~```~---~title: B~---~Body~``` | several tasks
            """)
    void what_is_no_single_narrower_task_is_told_to_the_architect(String reply, String problem) {
        assertThat(ArchitectReply.read(reply.replace('~', '\n'), ID, FAILED))
                .isInstanceOfSatisfying(
                        ArchitectReply.Unusable.class,
                        unusable -> assertThat(unusable.problem()).contains(problem));
    }

    @Test
    void a_narrower_scope_is_fine() {
        String reply = "---\ntitle: Shout\nscope: [src/shop/a.go, docs/x.md]\ntarget_files: [docs/x.md]\n---\n" + BODY;

        assertThat(ArchitectReply.read(reply, ID, FAILED)).isInstanceOf(ArchitectReply.Usable.class);
    }

    @Test
    void the_body_has_a_partial_work_section_which_is_appended_when_it_is_missing() {
        PartialWork work = new PartialWork(
                "t2", List.of("a".repeat(40)), "c".repeat(40), Optional.of(List.of("src/shop/a.go")), 1, List.of());
        Task planned = task("");

        Task task = Remediation.finalizeRemediation(planned, ID, FAILED, Optional.of(work));
        Task without = Remediation.finalizeRemediation(planned, ID, FAILED, Optional.empty());
        Task again = Remediation.finalizeRemediation(task, ID, FAILED, Optional.of(work));

        assertThat(task.body())
                .contains("\n\n## Partial Work\n\n- Base commit: " + "c".repeat(40))
                .contains("MUST NOT");
        assertThat(without.body()).doesNotContain("Partial Work");
        assertThat(again.body()).isEqualTo(task.body());
    }

    @Test
    void all_but_title_body_and_criteria_is_the_failed_tasks() {
        PartialWork work = new PartialWork(
                "t2",
                List.of("a".repeat(40)),
                "c".repeat(40),
                Optional.of(List.of("src/shop/a.go", "src/shop/b.go")),
                1,
                List.of());
        Task planned = task("priority: 1\nmodel: other\n");

        Task task = Remediation.finalizeRemediation(planned, ID, FAILED, Optional.of(work));

        assertThat(task.id()).isEqualTo(ID);
        assertThat(task.scope()).isEqualTo(FAILED.scope());
        assertThat(task.targets()).isEqualTo(FAILED.targets());
        assertThat(task.gate()).isEqualTo(FAILED.gate());
        assertThat(task.model()).isEqualTo(FAILED.model());
        assertThat(task.priority()).isEqualTo(FAILED.priority());
        assertThat(task.labels()).containsExactly("shop", "auto-healing");
        assertThat(task.contextFiles()).containsExactly("README.md", "src/shop/a.go", "src/shop/b.go");
        assertThat(task.dependsOn()).isEmpty();
    }

    private static Task task(String frontMatter) {
        String file = "---\ntitle: Greet\n" + frontMatter + "---\n\nGreet everybody.\n";
        Project plan =
                PlanReader.strict().readTexts("shop", Map.of("t2.md", file)).project();
        if (plan == null) {
            throw new AssertionError("expected a valid task");
        }
        return plan.tasks().getFirst();
    }
}
