package dev.kintsugi.core.plan.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFilesTest {
    @TempDir
    private Path folder;

    @Test
    void a_folder_is_read_by_name_and_only_its_tasks() throws IOException {
        task("b.md", "c.MD", "a.md", "notes.txt", ".hidden.md", "_prompt.md", "README.md");
        Files.createDirectory(folder.resolve("below"));
        task("below/d.md");

        PlanReading reading = read(folder);

        assertThat(ids(reading)).containsExactly("a", "b", "c");
        assertThat(Plans.said(reading))
                .hasSize(3)
                .anyMatch(line -> line.contains("_prompt.md") && line.contains("not read"))
                .anyMatch(line -> line.contains("README.md") && line.contains("is no task"))
                .anyMatch(line -> line.contains("1 folder in it holds *.md files that are not read"));
    }

    @Test
    void a_readme_with_front_matter_or_by_name_is_a_task() throws IOException {
        Files.writeString(folder.resolve("README.md"), "---\nid: read-me\n---\n# T\n");
        assertThat(ids(read(folder))).containsExactly("read-me");

        Files.writeString(folder.resolve("README.md"), "# T\n");
        assertThat(ids(read(folder.resolve("README.md")))).containsExactly("README");
    }

    @Test
    void a_named_file_is_read_whatever_its_ending() throws IOException {
        task("a.task", "b", "_c.md");

        assertThat(ids(read(folder.resolve("b"), folder.resolve("a.task"), folder.resolve("_c.md"))))
                .containsExactly("b", "a", "c");
    }

    @Test
    void a_file_named_twice_is_read_once() throws IOException {
        task("a.md");
        Files.createSymbolicLink(folder.resolve("b.md"), Path.of("a.md"));

        PlanReading reading =
                read(folder, folder.resolve("a.md"), folder.resolve("../" + folder.getFileName() + "/a.md"));

        assertThat(ids(reading)).containsExactly("a");
    }

    @Test
    void several_folders_are_one_plan_named_after_the_first() throws IOException {
        Files.createDirectories(folder.resolve("Erster Plan"));
        Files.createDirectories(folder.resolve("two"));
        task("Erster Plan/a.md", "two/b.md");

        PlanReading reading = read(folder.resolve("Erster Plan"), folder.resolve("two"));

        assertThat(ids(reading)).containsExactly("a", "b");
        assertThat(Objects.requireNonNull(reading.project()).name()).isEqualTo("Erster Plan");
        assertThat(reading.project().slug()).isEqualTo("erster-plan");
    }

    @Test
    void a_project_file_may_be_named_beside_tasks() throws IOException {
        Files.writeString(folder.resolve("project.toml"), "name = 'Mine'\n");
        task("a.md");

        assertThat(Objects.requireNonNull(read(folder.resolve("a.md"), folder.resolve("project.toml"))
                                .project())
                        .name())
                .isEqualTo("Mine");
        assertThat(Plans.errors(read(folder.resolve("project.toml"))))
                .singleElement()
                .asString()
                .contains("no task");
    }

    @Test
    void a_plan_of_more_tasks_than_can_be_submitted_is_valid_with_a_warning() {
        assertThat(Plans.said(PlanReader.strict().readTexts("p", tasks(PlanLimits.SUBMITTED_TASKS))))
                .isEmpty();

        PlanReading one = PlanReader.strict().readTexts("p", tasks(PlanLimits.SUBMITTED_TASKS + 1));
        assertThat(one.isValid()).isTrue();
        assertThat(Plans.said(one))
                .singleElement()
                .asString()
                .contains("warning", "the plan has 10001 tasks", "at most 10000 tasks");
    }

    @Test
    void problems_beyond_the_limit_are_counted_and_errors_come_first() {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < PlanLimits.PROBLEMS; i++) {
            files.put("t" + i + ".md", "---\nassignee: x\n---\n# T\n");
        }
        files.put("z.md", "---\ntitel: x\n---\n# T\n");
        PlanReading reading = PlanReader.strict().readTexts("p", files);

        assertThat(reading.problems()).hasSize(PlanLimits.PROBLEMS);
        assertThat(reading.untold()).isEqualTo(2);
        assertThat(Plans.errors(reading)).hasSize(1);
        assertThat(reading.isValid()).isFalse();
    }

    @Test
    void a_plan_of_no_files_holds_no_task() {
        assertThat(Plans.errors(PlanReader.strict().readFiles(List.of())))
                .singleElement()
                .asString()
                .contains("no task");
        assertThat(Plans.errors(PlanReader.strict().readTexts("p", Map.of()))).hasSize(1);
    }

    @Test
    void context_files_and_targets_are_looked_up_in_the_repository() throws IOException {
        Path repository = Files.createDirectories(folder.resolve("repo/src")).getParent();
        Files.writeString(repository.resolve("src/there.py"), "");
        Files.createSymbolicLink(repository.resolve("out"), folder);
        Files.writeString(folder.resolve("secret"), "");
        PlanReader reader = PlanReader.strict().lookingInto(new FolderFiles(repository));

        PlanReading reading = Plans.read(
                reader,
                "a.md",
                Plans.withYaml("output_file: src/made.py", "context_files: [src/there.py]"),
                "b.md",
                Plans.withYaml("depends_on: [a]", "context_files: [src/made.py]", "output_file: src/new.py"),
                "c.md",
                Plans.withYaml(
                        "target_files: [src/there.py, src/typo.py]",
                        "context_files: [src/made.py, gone.py, src, out/secret]"));

        assertThat(Plans.said(reading))
                .hasSize(5)
                .anyMatch(line -> line.contains("error")
                        && line.contains("\"src/made.py\"")
                        && line.contains("write depends_on: [a]"))
                .anyMatch(line -> line.contains("error") && line.contains("\"gone.py\" is not in the repository"))
                .anyMatch(line -> line.contains("error") && line.contains("the folder \"src\""))
                .anyMatch(line ->
                        line.contains("error") && line.contains("\"out/secret\"") && line.contains("symbolic link"))
                .anyMatch(line ->
                        line.contains("warning") && line.contains("\"src/typo.py\"") && line.contains("check the name"))
                .allMatch(line -> line.startsWith("c.md:"));
    }

    @Test
    void a_file_may_come_from_a_dependency_outside_of_the_plan() throws IOException {
        PlanReader reader =
                PlanReader.strict().allowingMissingDependencies(true).lookingInto(new FolderFiles(folder));

        PlanReading reading =
                Plans.read(reader, "a.md", Plans.withYaml("depends_on: [elsewhere]", "context_files: [made.py]"));

        assertThat(reading.isValid()).isTrue();
        assertThat(Plans.said(reading)).anyMatch(line -> line.contains("warning") && line.contains("made.py"));
    }

    @Test
    void every_example_of_the_template_is_a_value_that_its_key_takes() {
        Map<String, String> files = new LinkedHashMap<>(PlanTemplate.files("Mine"));
        assertThat(Plans.said(PlanReader.strict().readTexts("p", files))).isEmpty();
        String keys = Stream.concat(ProjectKeys.NAMES.stream(), TaskKeys.NAMES.stream())
                .collect(Collectors.joining("|"));
        files.replaceAll((name, text) -> text.replaceAll("(?m)^# ((?:" + keys + "): )", "$1"));

        PlanReading reading = PlanReader.strict().readTexts("p", files);

        assertThat(Plans.errors(reading))
                .allMatch(line -> line.contains("id add-login is used already")
                        || line.contains("has the id add-users")
                        || line.contains("has the id 01-say-hello"));
        assertThat(files.get("project.yaml")).contains(ProjectKeys.NAMES);
        assertThat(files.get("01-say-hello.md") + files.get("02-tell-how.md")).contains(TaskKeys.NAMES);
    }

    private static Map<String, String> tasks(int count) {
        Map<String, String> files = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            files.put("t" + i + ".md", "# T\n");
        }
        return files;
    }

    private void task(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(folder.resolve(name), "# T\n");
        }
    }

    private static PlanReading read(Path... paths) {
        return PlanReader.strict().readFiles(List.of(paths));
    }

    private static List<String> ids(PlanReading reading) {
        return Objects.requireNonNull(
                        reading.project(), () -> reading.problems().toString())
                .tasks()
                .stream()
                .map(Task::id)
                .map(Object::toString)
                .toList();
    }
}
