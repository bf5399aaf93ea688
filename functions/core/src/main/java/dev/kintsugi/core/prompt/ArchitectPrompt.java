package dev.kintsugi.core.prompt;

import dev.kintsugi.core.model.Keep;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Toolbox;
import dev.kintsugi.core.model.Turn;

/** The prompt that asks for one narrower task in the place of a failed one. */
public final class ArchitectPrompt {
    private static final String RULES = """
            A task in a git repository failed. Write one task that finishes it: narrower than the failed one, about \
            what is still wrong and nothing else. It starts from the failed task's last commit, with its files and \
            within its scope.

            """;

    private static final String ANSWER = """
            # How to answer

            Answer with one markdown file and nothing else, in this form. It has no id, no scope and no dependencies of \
            its own: those are given.

            ---
            title: what is to be done, in one line
            ---

            ## Problem
            what is still wrong

            ## Solution
            what to do, step by step

            """;

    private static final String WORK = """
            ## Partial Work
            what is there already and must be kept

            """;

    private static final String CRITERIA = """
            ## Acceptance Criteria
            - [ ] each thing that must hold
            """;

    private ArchitectPrompt() {}

    public static ModelRequest of(Turn turn, ArchitectBrief brief) {
        Passages system = new Passages()
                .needed("rules", RULES + Fenced.RULE + "\n")
                .needed("project", brief.failed().projectSection())
                .stableUpToHere();
        Passages user = new Passages()
                .needed(
                        "failed task",
                        "Id: " + brief.failedTaskId() + "\n\n" + brief.failed().taskSection()
                                + brief.failed().criteriaSection())
                .needed(
                        "diagnosis",
                        "# Why it failed: %s\n\n%s\n\n"
                                .formatted(brief.reason(), brief.summary().strip()))
                .files("evidence", brief.evidence(), Keep.USEFUL);
        brief.partialWork().ifPresent(section -> user.needed("partial work", section + "\n"));
        brief.problems()
                .forEach(problem -> user.needed(
                        "problem of the last answer",
                        "Your last answer could not be used: " + problem.strip() + "\n\n"));
        user.needed("how to answer", ANSWER + (brief.partialWork().isPresent() ? WORK : "") + CRITERIA);
        return ModelRequest.of(turn, system.list(), user.list(), Toolbox.NONE);
    }
}
