package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewCommandTest {
    @TempDir
    private Path folder;

    private Path plan;

    @BeforeEach
    void plan() throws IOException {
        plan = Files.createDirectory(folder.resolve("plan"));
        Files.writeString(plan.resolve("add-login.md"), """
                ---
                context_files: [src/users.txt]
                target_files: [src/login.txt, src/new.txt]
                ---
                # Add a login

                Anybody may log in.
                """);
        Files.createDirectories(folder.resolve("repo/src"));
        Files.writeString(folder.resolve("repo/src/users.txt"), "ann, bob\n");
        Files.writeString(folder.resolve("repo/src/login.txt"), "nothing yet\n");
    }

    private CommandRun preview(String... more) {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(
                new String[] {
                    "preview",
                    "--plan",
                    plan.toString(),
                    "--repo",
                    folder.resolve("repo").toString()
                },
                0,
                arguments,
                0,
                5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return CommandRun.of(arguments);
    }

    @Test
    void a_prompt_is_printed_with_its_files_tokens_and_cost_bound() {
        CommandRun run = preview("add-login", "--model", "recorded:" + folder);

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("# The task: Add a login", "ann, bob", "nothing yet", "=== tokens, at most ===", "at most $");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void a_summary_leaves_the_prompt_itself_out() {
        CommandRun run = preview("ADD-login", "--summary", "--model", "recorded:" + folder);

        assertThat(run.out()).contains("in all").doesNotContain("ann, bob");
    }

    @Test
    void an_unknown_task_names_the_tasks_there_are() {
        CommandRun run = preview("add-logout", "--model", "recorded:" + folder);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("add-logout").contains("add-login");
    }

    @Test
    void a_model_that_is_none_or_not_named_is_one_clear_error() {
        assertThat(preview("add-login", "--model", "gpt").err()).contains("openai:http://host:port/v1#model");
        assertThat(preview("add-login").err()).contains("--model");
        assertThat(preview("add-login").exit()).isEqualTo(2);
    }

    @Test
    void a_plan_that_is_not_valid_is_told_as_validate_tells_it() throws IOException {
        Files.writeString(plan.resolve("bad.md"), "---\npriorty: 1\n---\n# Bad\n");

        CommandRun run = preview("add-login", "--model", "recorded:" + folder);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("priorty");
    }
}
