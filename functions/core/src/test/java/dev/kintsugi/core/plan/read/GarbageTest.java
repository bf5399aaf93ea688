package dev.kintsugi.core.plan.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.plan.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes are thrown at it, the reader answers: it never throws, and every problem has a place and a sentence. */
class GarbageTest {
    private static final int ROUNDS = 300;

    private static final List<String> GOOD = List.of(
            "---\nid: a\ntitle: \"x\"\npriority: 2\ndepends_on: [b, c]\nscope:\n  - src/**/*.py\n  - 'a/{b,c}/[d-f]?'\nmax_budget_usd: 1.5\n---\n# T\n\n## Acceptance Criteria\n- [ ] one\n  - [x] two\n",
            "+++\nid = 'a'\ntitle = \"\"\"x\"\"\"\npriority = 0x2\ndepends_on = [\"b\",\n 'c']\nx.y = {z = [1979-05-27, 07:32:00]}\n+++\nT\n===\nDepends on b.md.\n",
            "name: p\nchecks:\n  - {name: a, command: &c b, timeout: 10m}\n  - name: d\n    command: *c\ncontext_tokens: {m: 5000}\ndefaults:\n  labels: [a]\n",
            "name = 'p'\n[[checks]]\nname = 'a'\ncommand = 'b'\n[defaults]\nlabels = ['a']\n");

    private static final List<String> SPLICES = List.of(
            "---\n",
            "+++\n",
            "[",
            "]",
            "{",
            "}",
            ": ",
            "- ",
            "\t",
            "\"",
            "'",
            "|\n",
            ">-\n",
            "&a ",
            "*a",
            "!!str ",
            "? ",
            "# ",
            "\u0000",
            "\uFEFF",
            "\r",
            "...",
            "=",
            "[[",
            "\"\"\"",
            "'''",
            "../",
            "\\",
            "~",
            "null",
            ".inf",
            "1e999",
            "\uD83D\uDE00",
            "\u2028",
            "depends_on",
            "{a,",
            "[!",
            "**",
            "<<: ",
            "%YAML 1.1\n",
            "@",
            "`",
            "\n\n",
            "99999999999999999999");

    @TempDir
    private Path folder;

    @Test
    void random_bytes_are_answered() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS / 10; round++) {
            byte[] bytes = new byte[random.nextInt(3_000)];
            random.nextBytes(bytes);
            Path file = Files.write(folder.resolve(name(random)), bytes);
            holds(PlanReader.strict().readFiles(List.of(file)), "random bytes, round " + round + " of seed 1");
            Files.delete(file);
        }
    }

    @Test
    void damaged_plans_are_answered() {
        Random random = new Random(2);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(GOOD.get(random.nextInt(GOOD.size())));
            for (int damage = random.nextInt(6); damage >= 0; damage--) {
                int at = random.nextInt(text.length() + 1);
                switch (random.nextInt(4)) {
                    case 0 -> text.insert(at, SPLICES.get(random.nextInt(SPLICES.size())));
                    case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(10)));
                    case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
                    default -> text.insert(at, (char) random.nextInt(0xD800));
                }
            }
            String name = name(random);
            PlanReading reading = Plans.read(
                    PlanReader.strict()
                            .allowingMissingDependencies(random.nextBoolean())
                            .lookingInto(path -> RepositoryFiles.Found.NOTHING),
                    name,
                    text.toString(),
                    "b.md",
                    GOOD.get(random.nextInt(GOOD.size())));
            holds(reading, "damaged plans, round " + round + " of seed 2: " + text);
        }
    }

    @Test
    void soup_of_syntax_is_answered() {
        Random random = new Random(3);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder soup = new StringBuilder(random.nextBoolean() ? "---\n" : "+++\n");
            for (int i = random.nextInt(80); i >= 0; i--) {
                soup.append(SPLICES.get(random.nextInt(SPLICES.size())));
                if (random.nextInt(4) == 0) {
                    soup.append(TaskKeys.NAMES.get(random.nextInt(TaskKeys.NAMES.size())))
                            .append(random.nextBoolean() ? ": " : " = ");
                }
            }
            holds(Plans.read(name(random), soup.toString()), "soup, round " + round + " of seed 3: " + soup);
        }
    }

    @Test
    void one_thing_repeated_many_times_is_answered_in_time() {
        Random random = new Random(4);
        for (String mark : List.of("---\n", "+++\n")) {
            for (String splice : SPLICES) {
                for (String before : List.of("", "labels: ", "labels = ")) {
                    int count = random.nextBoolean() ? 2_000 : 200;
                    String text = mark + before + splice.repeat(count) + "\n" + mark + "# T\n";
                    holds(Plans.read("a.md", text), mark + before + splice + " repeated");
                }
            }
        }
    }

    private static String name(Random random) {
        return List.of("a.md", "project.yaml", "project.toml").get(random.nextInt(3));
    }

    private static void holds(PlanReading reading, String what) {
        assertThat(reading.isValid())
                .as(what)
                .isEqualTo(reading.problems().stream().noneMatch(Problem::isError));
        for (Problem problem : reading.problems()) {
            assertThat(problem.message()).as(what).isNotBlank();
            assertThat(problem.file()).as(what).isNotNull();
            assertThat(problem.toString().getBytes(StandardCharsets.UTF_8))
                    .as(what)
                    .hasSizeLessThan(5_000);
        }
    }
}
