package dev.kintsugi.core.plan.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small plan to begin with, in which every key stands with its meaning; made from the same table that reads it. */
public final class PlanTemplate {
    private static final List<Key<?>> SHOWN_AS_IT_IS = List.of(ProjectKeys.NAME, TaskKeys.TITLE, TaskKeys.DEPENDS_ON);

    private static final List<Key<?>> OF_FIRST_TASK =
            List.of(TaskKeys.ID, TaskKeys.PRIORITY, TaskKeys.CONTEXT_FILES, TaskKeys.TARGET_FILES, TaskKeys.GATE);

    private PlanTemplate() {}

    /** File names with their content, in the order in which they are to be read. */
    public static Map<String, String> files(String projectName) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("project.yaml", projectFile(projectName));
        files.put("01-say-hello.md", firstTask());
        files.put("02-tell-how.md", secondTask());
        return files;
    }

    private static List<Key<?>> rest() {
        return TaskKeys.ALL.stream()
                .filter(key -> !OF_FIRST_TASK.contains(key) && !SHOWN_AS_IT_IS.contains(key))
                .toList();
    }

    private static String projectFile(String name) {
        StringBuilder text = new StringBuilder("""
                # A project for kintsugi. Every key may be left out; those behind a # show an example.
                # See it with:  kintsugi plan DIR     check it with:  kintsugi validate DIR --repo YOUR_REPOSITORY

                """);
        text.append(ProjectKeys.NAME.name()).append(": \"").append(name).append("\"\n\n");
        return text.append(commented(ProjectKeys.ALL.stream()
                        .filter(key -> !SHOWN_AS_IT_IS.contains(key))
                        .toList()))
                .toString();
    }

    private static String commented(List<Key<?>> keys) {
        StringBuilder text = new StringBuilder();
        for (Key<?> key : keys) {
            text.append("# ").append(key.meaning());
            text.append(" (left out: ").append(key.byDefault()).append(")\n");
            text.append("# ")
                    .append(key.name())
                    .append(": ")
                    .append(key.example())
                    .append("\n");
        }
        return text.toString();
    }

    private static String firstTask() {
        return """
            ---
            # A task is one file. The first heading is its title, the file's name its id.
            %s---

            # Say hello

            Add a file HELLO.md to the repository's root with one friendly sentence in it.

            ## Acceptance Criteria

            - [ ] HELLO.md exists and holds one sentence
            - [ ] No other file is changed
            """.formatted(commented(OF_FIRST_TASK));
    }

    private static String secondTask() {
        return """
            ---
            # Files have no order of their own: a task waits only for those that it names.
            depends_on: [01-say-hello]
            %s---

            # Tell how to say hello

            Mention HELLO.md in README.md, in one line near the top.

            ## Acceptance Criteria

            - [ ] README.md links to HELLO.md
            """.formatted(commented(rest()));
    }
}
