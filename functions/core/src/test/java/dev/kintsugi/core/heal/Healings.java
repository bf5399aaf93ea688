package dev.kintsugi.core.heal;

import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Passage;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.WorkspaceFault;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Projects in which a task fails, each in another way. */
final class Healings {
    static final String PROJECT = "healing: true\n";
    static final String T2 =
            "---\nlabels: [greeting]\nscope: [hello.txt]\n---\n# Greet\n\nSay hello.\n\n## Acceptance Criteria\n- [ ] every line is greeted\n";
    static final String T3 = "---\ndepends_on: [t2]\n---\n# Last\n\nWrite last.txt.\n";
    static final String REMEDY =
            "---\ntitle: Greet loudly\n---\n\n## Problem\ntwo lines are quiet\n\n## Acceptance Criteria\n- [ ] both lines are loud\n";
    static final String OBJECTS = """
            ISSUE:
            SEVERITY: major
            DESCRIPTION: two is quiet

            ISSUE:
            SEVERITY: minor
            DESCRIPTION: three is quiet

            APPROVED: no
            """;
    static final String STILL =
            still("two is quiet", Severity.MAJOR) + still("three is quiet", Severity.MINOR) + "APPROVED: no\n";

    private Healings() {}

    static HealedProject afterThreeCycles() {
        return afterThreeCycles(HealedProject.with("hello.txt", "one\ntwo\nthree\n", "other.txt", "x\n"), PROJECT);
    }

    static HealedProject afterThreeCycles(HealedProject world, String project) {
        world.submit("project.yaml", project, "t2.md", T2, "t3.md", T3);
        world.model
                .coder("t2", 1, edit("one", "One"))
                .coder("t2", 2, edit("One", "ONe"))
                .coder("t2", 3, edit("ONe", "ONE"))
                .reviewer("t2", 1, OBJECTS)
                .reviewer("t2", 2, STILL)
                .reviewer("t2", 3, STILL)
                .architect("t2", 3, 1, REMEDY)
                .coder("heal-t2", 1, edit("two", "TWO") + edit("three", "THREE"))
                .reviewer("heal-t2", 1, FIXED);
        return last(world);
    }

    static final String FIXED =
            fixed("two is quiet", Severity.MAJOR) + fixed("three is quiet", Severity.MINOR) + "APPROVED: yes\n";

    static HealedProject last(HealedProject world) {
        world.model.coder("t3", 1, "Writes it.\n\n```last.txt\nLAST\n```\n");
        return world;
    }

    static HealedProject oneCycle(String project) {
        HealedProject world = HealedProject.with("hello.txt", "one\ntwo\nthree\n", "other.txt", "x\n");
        world.submit("project.yaml", project + "max_review_cycles: 1\n", "t2.md", T2, "t3.md", T3);
        world.model
                .coder("t2", 1, edit("one", "ONE"))
                .reviewer("t2", 1, OBJECTS)
                .architect("t2", 1, 1, REMEDY)
                .coder("heal-t2", 1, edit("two", "TWO") + edit("three", "THREE"))
                .reviewer("heal-t2", 1, FIXED);
        return last(world);
    }

    /** The same with a task beside it that comes later. */
    static HealedProject oneCycleBeside(String other) {
        HealedProject world = HealedProject.with("hello.txt", "one\ntwo\nthree\n", "other.txt", "x\n");
        world.submit(
                "project.yaml",
                PROJECT + "max_review_cycles: 1\nmax_workers: 1\n",
                "t2.md",
                T2.replace("scope:", "priority: 1\nscope:"),
                other + ".md",
                "---\nverify: false\n---\n# Other\n\nWrite y.txt.\n");
        world.model
                .coder("t2", 1, edit("one", "ONE"))
                .reviewer("t2", 1, OBJECTS)
                .architect("t2", 1, 1, REMEDY)
                .coder(other, 1, "Writes it.\n\n```y.txt\ny\n```\n");
        for (String heal : List.of("heal-t2", "heal-t2-2")) {
            world.model
                    .coder(heal, 1, edit("two", "TWO") + edit("three", "THREE"))
                    .reviewer(heal, 1, FIXED);
        }
        return world;
    }

    /** So many tasks wait for the one that fails. */
    static HealedProject manyDependents(int many) {
        HealedProject world = HealedProject.with("hello.txt", "one\ntwo\nthree\n");
        Map<String, String> plan = new TreeMap<>();
        plan.put("project.yaml", PROJECT + "max_review_cycles: 1\n");
        plan.put("t2.md", T2);
        for (int number = 0; number < many; number++) {
            plan.put("d%d.md".formatted(number), "---\ndepends_on: [t2]\nverify: false\n---\n# Write\n\nWrite it.\n");
            world.model.coder("d" + number, 1, "```d%d.txt\nx\n```\n".formatted(number));
        }
        world.submit(plan);
        world.model
                .coder("t2", 1, edit("one", "ONE"))
                .reviewer("t2", 1, OBJECTS)
                .architect("t2", 1, 1, REMEDY)
                .coder("heal-t2", 1, edit("two", "TWO") + edit("three", "THREE"))
                .reviewer("heal-t2", 1, FIXED);
        return world;
    }

    static HealedProject disabled() {
        return oneCycle("");
    }

    static HealedProject failingCheck() {
        HealedProject world = HealedProject.with("hello.txt", "one\ntwo\nthree\n")
                .failingCheck("BROKEN", "it is BROKEN, says the test")
                .submit(
                        "project.yaml",
                        PROJECT + "max_review_cycles: 1\nchecks:\n  - name: test\n    command: make\n",
                        "t2.md",
                        T2);
        world.model
                .coder("t2", 1, edit("one", "ONE") + edit("two", "BROKEN"))
                .architect("t2", 1, 1, REMEDY)
                .coder("heal-t2", 1, edit("BROKEN", "TWO"));
        return world;
    }

    /** The coder's call is paid for; the reviewer's would be too much. */
    static HealedProject budgetSpent() {
        HealedProject world = HealedProject.with("hello.txt", "one\ntwo\nthree\n");
        world.submit(
                "project.yaml",
                PROJECT + "max_review_cycles: 3\n",
                "t2.md",
                T2.replace("scope:", "max_budget_usd: 0.75\nscope:"));
        world.model
                .using("t2", Role.CODER, 2, 45_000)
                .coder("t2", 1, edit("one", "ONE"))
                .reviewer("t2", 1, OBJECTS)
                .coder("t2", 2, edit("ONE", "Eins"))
                .reviewer("t2", 2, STILL)
                .architect("t2", 2, 1, REMEDY)
                .coder("heal-t2", 1, edit("two", "TWO"))
                .reviewer("heal-t2", 1, FIXED);
        return world;
    }

    static HealedProject refused() {
        HealedProject world = HealedProject.with("hello.txt", "one\n");
        return world.submit("project.yaml", PROJECT, "t2.md", T2);
    }

    /** The first remediation does not satisfy its reviewer; the second one, if there may be one, does. */
    static HealedProject failingRemediation(String settings) {
        HealedProject world = oneCycle(PROJECT + settings);
        world.model
                .reviewer("heal-t2", 1, STILL)
                .coder("heal-t2", 1, edit("two", "Two"))
                .architect("heal-t2", 1, 1, REMEDY)
                .coder("heal-t2-2", 1, edit("Two", "TWO") + edit("three", "THREE"))
                .reviewer("heal-t2-2", 1, FIXED);
        return world;
    }

    static HealedProject proseFirst() {
        HealedProject world = oneCycle(PROJECT);
        world.model
                .architect("t2", 1, 1, "I would look at the second line first.")
                .architect("t2", 1, 2, "```markdown\n" + REMEDY + "```\n");
        return world;
    }

    static HealedProject proseOnly() {
        HealedProject world = proseFirst();
        world.model.architect("t2", 1, 2, REMEDY + "\n---\ntitle: And another\n---\n\nMore.\n");
        return world;
    }

    static HealedProject withoutDiff() {
        HealedProject world = afterThreeCycles();
        world.seeing = Healings::withoutDiff;
        return world;
    }

    /** A repository that cannot tell which files differ, as long as an architect is to be told of them. */
    private static Workspace withoutDiff(Workspace real) {
        return (Workspace) Proxy.newProxyInstance(
                Workspace.class.getClassLoader(), new Class<?>[] {Workspace.class}, (proxy, method, arguments) -> {
                    boolean asksForHealing = method.getName().equals("changedFiles")
                            && Arrays.stream(new Throwable().getStackTrace())
                                    .anyMatch(frame -> frame.getClassName().endsWith("WorkspaceDiff"));
                    if (asksForHealing) {
                        throw new WorkspaceFault.Lasting("an object is missing", new IOException("missing"));
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    static HealedProject reverting() {
        HealedProject two = HealedProject.with("hello.txt", "one\ntwo\nthree\n", "other.txt", "x\n");
        two.submit("project.yaml", PROJECT, "t2.md", T2.replace("scope:", "max_review_cycles: 2\nscope:"), "t3.md", T3);
        two.model
                .coder("t2", 1, edit("one", "ONE"))
                .coder("t2", 2, edit("ONE", "ONE"))
                .reviewer("t2", 1, OBJECTS)
                .reviewer("t2", 2, STILL)
                .architect("t2", 2, 1, REMEDY)
                .coder("heal-t2", 1, edit("ONE", "one"))
                .coder("heal-t2", 2, edit("one", "ONE") + edit("two", "TWO") + edit("three", "THREE"))
                .reviewer("heal-t2", 2, FIXED);
        return last(two);
    }

    static String edit(String find, String replace) {
        return "Changes a line.\n\nFILE: hello.txt\nFIND:\n%s\nREPLACE:\n%s\nEND\n\n".formatted(find, replace);
    }

    private static String still(String description, Severity severity) {
        return "VERIFICATION:\nFINDING_ID: %s\nSTATUS: still_present\n\n"
                .formatted(Finding.of(severity, description).id());
    }

    private static String fixed(String description, Severity severity) {
        return "VERIFICATION:\nFINDING_ID: %s\nSTATUS: fixed\n\n"
                .formatted(Finding.of(severity, description).id());
    }

    static String shown(ModelRequest request) {
        return request.system().stream().map(Passage::text).collect(Collectors.joining())
                + request.messages().stream()
                        .flatMap(message -> message instanceof Message.FromUser user
                                ? user.passages().stream().map(Passage::text)
                                : Stream.of())
                        .collect(Collectors.joining());
    }
}
