package dev.kintsugi.core.plan.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.plan.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeOverlapsTest {
    @ParameterizedTest
    @CsvSource({
        "a.go, a.go, true",
        "internal, internal/api, true",
        "internal/, internal/api/, true",
        "internal/api/, internal/loop/, false",
        "internal/api, internal/api2, false",
        "internal/*.go, internal/main.go, true",
        "internal/*.go, cmd/main.go, false",
        "internal/*.go, internal/*.ts, false",
        "internal/*, internal/*.go, true",
        "internal/*.go, internal/api/main.go, false",
        "internal/*, internal/api/main.go, true",
        "internal/**/*.go, internal/api/handler.go, true",
        "internal/**/*.go, internal/handler.go, true",
        "internal/**/*.go, internal/api/, true",
        "internal/**, cmd/**, false",
        "**/*.go, cmd/x/y.go, true",
        "**/*.go, cmd/x/y.py, false",
        "**/a/*.go, **/b/*.go, false",
        "src/**/test/*.py, src/a/b/test/x.py, true",
        "a?c.txt, abc.txt, true",
        "a?c.txt, ac.txt, false",
        "a*b*c, aXbYc, true",
        "*a, b*, true",
        "ab*, *ba, true",
        "a*, b*, false",
        "[a-c]x, bx, true",
        "[a-c]x, dx, false",
        "[!a-c]x, dx, true",
        "[!a-c]x, ax, false",
        "[a-c]x, [c-e]x, true",
        "[a-b]x, [c-e]x, false",
        "'app/[id]/page.tsx', 'app/[id]/page.tsx', true",
        "'app/[id]/page.tsx', 'app/[slug]/page.tsx', false",
        "'app/[id]/page.tsx', app/d/page.tsx, true",
        "conf.d, conf.d/x, true",
        "conf.d, conf.d/*.go, true",
        "conf.d, **/*.go, false",
        "v1.2/, **/*.go, true",
        ".github, **/*.yml, true",
        "internal/*.go, internal/x.go/y, false",
        "'{a,b}/x', a/x, true",
        "'{a,b}/x', c/x, false",
        "'src/{core,cli}/**', src/cli/Main.java, true",
        "'src/*.{js,ts}', src/a.tsx, false",
        "'src/*.{js,ts}', src/a.ts, true",
        "., anything/at/all, true",
        "**, x, true",
        "SRC/a, src/a, false",
    })
    void patterns_overlap_when_a_path_is_covered_by_both(String one, String two, boolean overlap) {
        assertThat(PathPattern.glob(one).overlaps(PathPattern.glob(two))).isEqualTo(overlap);
        assertThat(PathPattern.glob(two).overlaps(PathPattern.glob(one))).isEqualTo(overlap);
        assertThat(!found(Graphs.task("a", "", one), Graphs.task("b", "", two)).isEmpty())
                .isEqualTo(overlap);
    }

    @Test
    void too_many_choices_count_as_everything_below() {
        PathPattern many = PathPattern.glob("src/" + "{a,b}".repeat(20));

        assertThat(many.overlaps(PathPattern.glob("src/whatever"))).isTrue();
        assertThat(many.overlaps(PathPattern.glob("lib/whatever"))).isFalse();
    }

    @Test
    void tasks_of_which_one_precedes_the_other_may_share() {
        assertThat(found(Graphs.task("a", "", "src/"), Graphs.task("b", "a", "src/x")))
                .isEmpty();
        assertThat(found(Graphs.task("a", "", "src/"), Graphs.task("m", "a"), Graphs.task("b", "m", "src/x")))
                .isEmpty();
        assertThat(found(Graphs.task("b", "m", "src/x"), Graphs.task("m", "a"), Graphs.task("a", "", "src/")))
                .isEmpty();
    }

    @Test
    void tasks_that_wait_for_the_same_one_may_run_together() {
        assertThat(found(Graphs.task("r", ""), Graphs.task("a", "r", "src/"), Graphs.task("b", "r", "src/x")))
                .containsExactly("a src/ b src/x");
    }

    @Test
    void either_of_them_may_allow_it() {
        Task allows = Graphs.task("a", List.of(), List.of("src"), true);
        Task refuses = Graphs.task("b", "", "src");

        assertThat(found(allows, refuses)).isEmpty();
        assertThat(found(refuses, allows)).isEmpty();
        assertThat(ScopeOverlaps.share(allows, refuses)).isTrue();
    }

    @Test
    void a_pair_is_told_once_however_much_it_shares() {
        assertThat(found(Graphs.task("a", "", "x", "y", "z/"), Graphs.task("b", "", "x", "y", "z/1", "z/2")))
                .hasSize(1);
    }

    @Test
    void a_task_may_repeat_itself() {
        assertThat(found(Graphs.task("a", "", "src/", "src/x", "src"))).isEmpty();
    }

    @Test
    void a_folder_and_two_of_its_parts_are_two_overlaps() {
        assertThat(found(Graphs.task("a", "", "i/api/"), Graphs.task("b", "", "i/"), Graphs.task("c", "", "i/loop/")))
                .containsExactlyInAnyOrder("a i/api/ b i/", "b i/ c i/loop/");
    }

    @Test
    void many_tasks_of_one_scope_are_fine_in_a_chain_and_told_where_the_chain_breaks() {
        List<Task> chain = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            chain.add(Graphs.task("t" + i, i == 0 || i == 250 ? "" : "t" + (i - 1), "src/"));
        }

        assertThat(found(chain.toArray(Task[]::new))).isNotEmpty().allMatch(pair -> {
            String[] words = pair.split(" ", -1);
            return number(words[0]) < 250 == number(words[2]) >= 250;
        });
        chain.set(250, Graphs.task("t250", "t249", "src/"));
        assertThat(found(chain.toArray(Task[]::new))).isEmpty();
    }

    @Test
    void small_plans_are_judged_as_by_comparing_all_pairs() {
        Random random = new Random(11);
        String[] patterns = {"a", "a/b", "a/*", "a/b/c", "**/c", "b", "b/*.x", "b/q.x", "[ab]/c", "{a,b}/b", "."};
        for (int round = 0; round < 300; round++) {
            List<Task> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                List<String> waits = new ArrayList<>();
                for (int j = 0; j < i; j++) {
                    if (random.nextInt(4) == 0) {
                        waits.add("t" + j);
                    }
                }
                tasks.add(Graphs.task(
                        "t" + i, waits, List.of(patterns[random.nextInt(patterns.length)]), random.nextInt(9) == 0));
            }
            Set<String> expected = new HashSet<>();
            for (int i = 0; i < 8; i++) {
                for (int j = i + 1; j < 8; j++) {
                    if (!precedes(tasks, i, j)
                            && !tasks.get(i).allowScopeOverlap()
                            && !tasks.get(j).allowScopeOverlap()
                            && ScopeOverlaps.share(tasks.get(i), tasks.get(j))) {
                        expected.add("t" + i + " t" + j);
                    }
                }
            }
            Set<String> told = new HashSet<>();
            ScopeOverlaps.in(tasks, TaskGraph.of(tasks))
                    .overlaps()
                    .forEach(overlap -> told.add(overlap.first() + " " + overlap.second()));
            assertThat(told).as("round %d of seed 11", round).isEqualTo(expected);
        }
    }

    private static boolean precedes(List<Task> tasks, int earlier, int later) {
        return tasks.get(later).dependsOn().stream()
                .mapToInt(id -> number(id.value()))
                .anyMatch(waited -> waited == earlier || (waited > earlier && precedes(tasks, earlier, waited)));
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(1));
    }

    private static List<String> found(Task... tasks) {
        ScopeOverlaps.Found found = ScopeOverlaps.in(List.of(tasks), TaskGraph.of(List.of(tasks)));
        assertThat(found.complete()).isTrue();
        return found.overlaps().stream()
                .map(overlap -> overlap.first() + " " + overlap.firstScope() + " " + overlap.second() + " "
                        + overlap.secondScope())
                .toList();
    }
}
